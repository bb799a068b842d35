"""Dense layer of a course: columns, sigmoid, and 1/m in the gradients.

like: dense
object: DenseLayer
verdict: right
note: The averages over the m samples are taken inside the layer; a legitimate place for the 1/m.
"""

import numpy as np


class DenseLayer:
    def __init__(self, n_x, n_h):
        self.W = np.random.randn(n_h, n_x) * 0.1
        self.b = np.zeros((n_h, 1))

    def forward(self, A_prev):
        self.A_prev = A_prev
        Z = self.W @ A_prev + self.b
        self.A = 1 / (1 + np.exp(-Z))
        return self.A

    def backward(self, dA):
        m = dA.shape[1]
        dZ = dA * self.A * (1 - self.A)
        self.dW = dZ @ self.A_prev.T / m
        self.db = dZ.sum(axis=1, keepdims=True) / m
        return self.W.T @ dZ
