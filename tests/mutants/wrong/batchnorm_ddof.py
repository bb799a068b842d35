"""Batch normalization, forward pass.

like: batch_normalization
object: BatchNorm
verdict: wrong
cause: ddof|n ?- ?1|unbiased|bessel
note: The batch is normalised with the unbiased variance, ddof=1.
"""

import numpy as np


class BatchNorm:
    def __init__(self, features, eps=1e-5):
        self.gamma = np.ones(features)
        self.beta = np.zeros(features)
        self.eps = eps

    def forward(self, x, training=True):
        n = x.shape[0]
        mean = x.sum(axis=0) / n
        var = ((x - mean) ** 2).sum(axis=0) / (n - 1)
        return self.gamma * (x - mean) / np.sqrt(var + self.eps) + self.beta
