"""A single neuron: weights, bias and a sigmoid.

like: dense
object: Neuron
verdict: right
note: Forward alone; one output without an axis of its own.
"""

import numpy as np


class Neuron:
    def __init__(self, num_inputs):
        self.weights = np.random.randn(num_inputs)
        self.bias = 0.0

    def activation(self, z):
        return 1 / (1 + np.exp(-z))

    def forward(self, inputs):
        return self.activation(np.dot(inputs, self.weights) + self.bias)
