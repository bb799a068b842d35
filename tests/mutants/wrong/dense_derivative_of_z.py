"""Dense layer with sigmoid and a separate sigmoid_derivative.

like: dense
object: DenseSigmoid
verdict: wrong
cause: derivative|applied to z|pre-activation|instead of (a|the activation|the output)
note: sigmoid_derivative expects the activation and is given z.
"""

import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def sigmoid_derivative(a):
    return a * (1 - a)


class DenseSigmoid:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out)
        self.b = np.zeros((1, n_out))

    def forward(self, X):
        self.X = X
        self.Z = X @ self.W + self.b
        return sigmoid(self.Z)

    def backward(self, dA):
        dZ = dA * sigmoid_derivative(self.Z)
        self.dW = self.X.T @ dZ
        self.db = np.sum(dZ, axis=0, keepdims=True)
        return dZ @ self.W.T
