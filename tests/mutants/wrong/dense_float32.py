"""Dense layer for the GPU-minded.

like: dense
object: Dense
verdict: wrong
cause: dtype|float32|precision|narrow
note: Whatever comes in is computed and returned in float32.
"""

import numpy as np


class Dense:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out)
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.x = x.astype(np.float32)
        return (self.x @ self.W + self.b).astype(np.float32)

    def backward(self, dy):
        self.dW = self.x.T @ dy
        self.db = dy.sum(axis=0)
        return dy @ self.W.T
