"""Two-layer network for XOR, trained by hand.

like: network
object: XorNet
verdict: right
note: backward updates the weights at once; the loss is half the squared error, summed.
"""

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


class XorNet:
    def __init__(self, n_in=2, n_hidden=4, n_out=1, lr=0.1):
        self.lr = lr
        self.W1 = np.random.randn(n_in, n_hidden)
        self.b1 = np.zeros((1, n_hidden))
        self.W2 = np.random.randn(n_hidden, n_out)
        self.b2 = np.zeros((1, n_out))

    def forward(self, X):
        self.X = X
        self.a1 = sigmoid(X @ self.W1 + self.b1)
        self.a2 = sigmoid(self.a1 @ self.W2 + self.b2)
        return self.a2

    def backward(self, y):
        d2 = (self.a2 - y) * self.a2 * (1 - self.a2)
        d1 = d2 @ self.W2.T * self.a1 * (1 - self.a1)
        self.W2 -= self.lr * self.a1.T @ d2
        self.b2 -= self.lr * d2.sum(0, keepdims=True)
        self.W1 -= self.lr * self.X.T @ d1
        self.b1 -= self.lr * d1.sum(0, keepdims=True)
