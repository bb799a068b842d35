"""Layer of perceptrons without activation.

like: dense
object: Perceptron
verdict: wrong
cause: bias
note: The bias is created and gets a gradient, but is never added.
"""

import numpy as np


class Perceptron:
    def __init__(self, n_inputs, n_outputs):
        self.W = np.random.randn(n_inputs, n_outputs) * 0.5
        self.b = np.ones(n_outputs)

    def forward(self, x):
        self.x = x
        return np.dot(x, self.W)

    def backward(self, dy):
        self.dW = np.dot(self.x.T, dy)
        self.db = dy.sum(axis=0)
        return np.dot(dy, self.W.T)
