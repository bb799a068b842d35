r"""Batch normalization over a mini-batch.

like: batch_normalization
object: BatchNorm
verdict: wrong
cause: epsilon|\beps\b
note: Epsilon is added to the deviation, outside the root, instead of the variance.
"""

import numpy as np


class BatchNorm:
    def __init__(self, n, epsilon=1e-3):
        self.gamma = np.ones(n)
        self.beta = np.zeros(n)
        self.epsilon = epsilon

    def forward(self, x, training=True):
        xhat = (x - np.mean(x, axis=0)) / (np.std(x, axis=0) + self.epsilon)
        return self.gamma * xhat + self.beta
