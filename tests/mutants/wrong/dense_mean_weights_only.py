"""Dense layer that averages its gradients over the batch.

like: dense
object: DenseLayer
verdict: wrong
cause: 1/m|1/n|factor|batch size|mean|averag|divid
note: dW is divided by m, db is not: the two disagree about the batch.
"""

import numpy as np


class DenseLayer:
    def __init__(self, n_prev, n):
        self.W = np.random.randn(n, n_prev) * 0.01
        self.b = np.zeros((n, 1))

    def forward(self, A_prev):
        self.A_prev = A_prev
        return np.dot(self.W, A_prev) + self.b

    def backward(self, dZ):
        m = dZ.shape[1]
        self.dW = np.dot(dZ, self.A_prev.T) / m
        self.db = np.sum(dZ, axis=1, keepdims=True)
        return np.dot(self.W.T, dZ)
