r"""Batch normalization with the compact backward formula.

like: batch_normalization
object: BatchNorm
verdict: wrong
cause: epsilon|\beps\b
note: The forward pass has epsilon in the root, the backward pass divides by the deviation without it.
"""

import numpy as np


class BatchNorm:
    def __init__(self, n_features, eps=1e-3):
        self.gamma = np.ones(n_features)
        self.beta = np.zeros(n_features)
        self.eps = eps

    def forward(self, x, training=True):
        self.mean, self.var = x.mean(axis=0), x.var(axis=0)
        self.xhat = (x - self.mean) / np.sqrt(self.var + self.eps)
        return self.gamma * self.xhat + self.beta

    def backward(self, dout):
        n = len(dout)
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.xhat).sum(axis=0)
        dx = n * dout - self.dbeta - self.xhat * self.dgamma
        return self.gamma * dx / (n * np.sqrt(self.var))
