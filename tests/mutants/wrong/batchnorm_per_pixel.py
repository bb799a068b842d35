"""Batch normalization of images, channels first, with running statistics.

like: batch_normalization
object: BatchNorm2d
verdict: wrong
cause: ax[ie]s|spatial|height|width|pixel|channel|dimension
note: The statistics are taken over the batch alone, one for each pixel, instead of one for each channel.
"""

import numpy as np


class BatchNorm2d:
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        self.gamma = np.ones((1, num_features, 1, 1))
        self.beta = np.zeros((1, num_features, 1, 1))
        self.eps, self.momentum = eps, momentum
        self.running_mean, self.running_var = 0.0, 1.0

    def forward(self, x, train=True):
        if train:
            mean = x.mean(axis=0, keepdims=True)
            var = x.var(axis=0, keepdims=True)
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var
        else:
            mean, var = self.running_mean, self.running_var
        return self.gamma * (x - mean) / np.sqrt(var + self.eps) + self.beta
