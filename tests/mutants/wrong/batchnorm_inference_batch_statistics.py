"""Batch normalization with moving averages.

like: batch_normalization
object: BatchNormalization
verdict: wrong
cause: running|moving|inference|batch statistics|training
note: At inference it still uses the statistics of the batch; the moving averages are kept but never used.
"""

import numpy as np


class BatchNormalization:
    def __init__(self, units, momentum=0.99, epsilon=1e-3):
        self.gamma, self.beta = np.ones(units), np.zeros(units)
        self.moving_mean, self.moving_var = np.zeros(units), np.ones(units)
        self.momentum, self.epsilon = momentum, epsilon

    def forward(self, x, training=False):
        mean, var = x.mean(axis=0), x.var(axis=0)
        if training:
            m = self.momentum
            self.moving_mean = m * self.moving_mean + (1 - m) * mean
            self.moving_var = m * self.moving_var + (1 - m) * var
        return self.gamma * (x - mean) / np.sqrt(var + self.epsilon) + self.beta
