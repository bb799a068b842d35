"""Layer of sigmoid neurons with samples in columns.

like: dense
object: SigmoidLayer
verdict: wrong
cause: error (is )?propagated|delta|activation'?s? derivative|missing derivative|derivative
note: The weights learn from delta, but the plain error is passed on to the layer below.
"""

import numpy as np


class SigmoidLayer:
    def __init__(self, input_size, output_size):
        self.weights = np.random.randn(output_size, input_size) * 0.1
        self.bias = np.zeros((output_size, 1))

    def forward(self, inputs):
        self.inputs = inputs
        self.activations = 1 / (1 + np.exp(-(self.weights @ inputs + self.bias)))
        return self.activations

    def backward(self, error):
        delta = error * self.activations * (1 - self.activations)
        self.dweights = delta @ self.inputs.T
        self.dbias = delta.sum(axis=1, keepdims=True)
        return self.weights.T @ error
