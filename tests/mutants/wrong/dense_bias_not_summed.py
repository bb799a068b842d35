"""Linear layer, batch first.

like: dense
object: Linear
verdict: wrong
cause: bias|sum
note: The gradient of the bias is left per sample, shape (batch, units), not summed.
"""

import numpy as np


class Linear:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out) * 0.01
        self.b = np.zeros(n_out)

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, grad):
        self.grad_W = self.X.T @ grad
        self.grad_b = grad
        return grad @ self.W.T
