"""Hidden-to-hidden layer: as many outputs as inputs.

like: dense
object: SquareLayer
verdict: wrong
cause: transpos
note: The error goes back through W instead of its transpose, which fits because W is square.
"""

import numpy as np


class SquareLayer:
    def __init__(self, n):
        self.W = np.random.randn(n, n) / np.sqrt(n)
        self.b = np.zeros(n)

    def forward(self, x):
        self.x = x
        return x.dot(self.W) + self.b

    def backward(self, dout):
        self.dW = self.x.T.dot(dout)
        self.db = dout.sum(axis=0)
        return dout.dot(self.W)
