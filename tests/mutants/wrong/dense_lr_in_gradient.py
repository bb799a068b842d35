"""Dense layer that leaves dW and db for the optimizer.

like: dense
object: Dense
verdict: wrong
cause: learning rate|factor
note: The learning rate is already inside dW, and the optimizer will apply it again.
"""

import numpy as np


class Dense:
    def __init__(self, n_in, n_out, learning_rate=0.01):
        self.W = np.random.randn(n_in, n_out) * 0.1
        self.b = np.zeros(n_out)
        self.learning_rate = learning_rate

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dy):
        self.dW = self.learning_rate * self.x.T @ dy
        self.db = dy.sum(axis=0)
        return dy @ self.W.T
