"""Network of any depth, one sample per column.

like: network
object: Cols
verdict: wrong
cause: derivative
note: The derivative of tanh is left out on the way back.
"""

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


class Cols:
    def __init__(self, layer_dims, learning_rate=0.01):
        self.params = {}
        self.L = len(layer_dims) - 1
        self.lr = learning_rate
        for l in range(1, self.L + 1):
            self.params[f"W{l}"] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01
            self.params[f"b{l}"] = np.zeros((layer_dims[l], 1))

    def forward(self, X):
        self.A = {0: X}
        for l in range(1, self.L):
            self.A[l] = np.tanh(self.params[f"W{l}"] @ self.A[l - 1] + self.params[f"b{l}"])
        self.A[self.L] = sigmoid(
            self.params[f"W{self.L}"] @ self.A[self.L - 1] + self.params[f"b{self.L}"]
        )
        return self.A[self.L]

    def compute_cost(self, AL, Y):
        m = Y.shape[1]
        return -np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / m

    def train_step(self, X, Y):
        AL = self.forward(X)
        m = X.shape[1]
        dZ = AL - Y
        new = {}
        for l in range(self.L, 0, -1):
            new[f"W{l}"] = dZ @ self.A[l - 1].T / m
            new[f"b{l}"] = dZ.sum(1, keepdims=True) / m
            if l > 1:
                dZ = self.params[f"W{l}"].T @ dZ
        for k, g in new.items():
            self.params[k] -= self.lr * g
        return self.compute_cost(AL, Y)
