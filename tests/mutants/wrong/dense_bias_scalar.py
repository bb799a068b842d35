"""Layer with gradients in d_weights and d_bias.

like: dense
object: Layer
verdict: wrong
cause: bias.*(axis|sum)|axis|bias
note: All of dy is summed into one number that every bias shares.
"""

import numpy as np


class Layer:
    def __init__(self, inputs, outputs):
        self.weights = np.random.randn(inputs, outputs)
        self.bias = np.zeros(outputs)

    def forward(self, x):
        self.x = x
        return x @ self.weights + self.bias

    def backward(self, grad):
        self.d_weights = self.x.T @ grad
        self.d_bias = np.full_like(self.bias, grad.sum())
        return grad @ self.weights.T
