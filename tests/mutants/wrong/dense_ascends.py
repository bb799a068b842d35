"""Layer that is trained in place by backward(grad, lr).

like: dense
object: FullyConnected
verdict: wrong
cause: sign
note: The update adds the gradient of the weights instead of subtracting it.
"""

import numpy as np


class FullyConnected:
    def __init__(self, in_dim, out_dim):
        self.W = np.random.randn(in_dim, out_dim) * 0.1
        self.b = np.zeros(out_dim)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, grad, lr):
        dx = grad @ self.W.T
        self.W += lr * (self.x.T @ grad)
        self.b -= lr * grad.sum(axis=0)
        return dx
