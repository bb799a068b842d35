"""Batch normalization with learnable scale and shift.

like: batch_normalization
object: BatchNorm
verdict: wrong
cause: mean|term|batch statistics
note: The backward pass forgets that the batch mean depends on every input.
"""

import numpy as np


class BatchNorm:
    def __init__(self, n_features, eps=1e-5):
        self.gamma, self.beta, self.eps = np.ones(n_features), np.zeros(n_features), eps

    def forward(self, x):
        self.std = np.sqrt(x.var(axis=0) + self.eps)
        self.xhat = (x - x.mean(axis=0)) / self.std
        return self.gamma * self.xhat + self.beta

    def backward(self, dout):
        self.dgamma = (dout * self.xhat).sum(axis=0)
        self.dbeta = dout.sum(axis=0)
        dxhat = dout * self.gamma
        return (dxhat - self.xhat * (dxhat * self.xhat).mean(axis=0)) / self.std
