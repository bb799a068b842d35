"""Batch normalization over the last axis, Keras's defaults.

like: batch_normalization
object: BatchNormalization
verdict: right
note: Momentum 0.99 for the old value, epsilon 1e-3, biased moving variance; any number of axes.
"""

import numpy as np


class BatchNormalization:
    def __init__(self, units, momentum=0.99, epsilon=1e-3):
        self.momentum, self.epsilon = momentum, epsilon
        self.gamma, self.beta = np.ones(units), np.zeros(units)
        self.moving_mean, self.moving_variance = np.zeros(units), np.ones(units)

    def forward(self, x, training=False):
        self.axes = tuple(range(x.ndim - 1))
        mean, var = self.moving_mean, self.moving_variance
        if training:
            mean, var = x.mean(self.axes), x.var(self.axes)
            m = self.momentum
            self.moving_mean = self.moving_mean * m + mean * (1 - m)
            self.moving_variance = self.moving_variance * m + var * (1 - m)
        self.std = np.sqrt(var + self.epsilon)
        self.xhat = (x - mean) / self.std
        return self.gamma * self.xhat + self.beta

    def backward(self, dy):
        self.dbeta = dy.sum(self.axes)
        self.dgamma = np.sum(dy * self.xhat, self.axes)
        dx = dy * self.gamma
        dx = dx - dx.mean(self.axes) - self.xhat * (dx * self.xhat).mean(self.axes)
        return dx / self.std
