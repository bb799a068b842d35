"""Dense layer with ReLU.

like: dense
object: ReluDense
verdict: wrong
cause: derivative|mask|relu
note: The mask is taken from the incoming gradient instead of the pre-activation.
"""

import numpy as np


class ReluDense:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out) * np.sqrt(2.0 / n_in)
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return np.maximum(0, x @ self.W + self.b)

    def backward(self, dy):
        dz = np.where(dy > 0, dy, 0)
        self.dW = self.x.T @ dz
        self.db = dz.sum(axis=0)
        return dz @ self.W.T
