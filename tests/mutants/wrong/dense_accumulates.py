"""Dense layer; gradients are kept in grads.

like: dense
object: Dense
verdict: wrong
cause: accumulat|state|shared|previous call|earlier call|reset|between calls
note: Gradients of an earlier call are still in the sum, and nothing ever resets them.
"""

import numpy as np


class Dense:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out) * 0.1
        self.b = np.zeros(n_out)
        self.grads = {"W": np.zeros_like(self.W), "b": np.zeros_like(self.b)}

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dy):
        self.grads["W"] += self.x.T @ dy
        self.grads["b"] += dy.sum(axis=0)
        return dy @ self.W.T
