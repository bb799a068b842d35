"""A dense layer whose backward returns (dX, dW, db).

like: dense
object: DenseLayer
verdict: right
note: einsum notation; gradients come back in a tuple.
"""

import numpy as np


class DenseLayer:
    def __init__(self, weights, bias):
        self.weights = np.asarray(weights)
        self.bias = np.asarray(bias)

    def forward(self, x):
        self.x = x
        return np.einsum("ni,io->no", x, self.weights) + self.bias

    def backward(self, d):
        dx = np.einsum("no,io->ni", d, self.weights)
        dw = np.einsum("ni,no->io", self.x, d)
        return dx, dw, d.sum(0)
