"""BatchNorm1d as in PyTorch: eps 1e-5, momentum 0.1.

like: batch_normalization
object: BatchNorm1d
verdict: wrong
cause: momentum
note: Momentum 0.1 multiplies the old statistics, as Keras's would, so they are nearly replaced each step.
"""

import numpy as np


class BatchNorm1d:
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        self.weight, self.bias = np.ones(num_features), np.zeros(num_features)
        self.running_mean, self.running_var = np.zeros(num_features), np.ones(num_features)
        self.eps, self.momentum, self.training = eps, momentum, True

    def forward(self, x):
        if self.training:
            mean, var = x.mean(0), x.var(0)
            n = len(x)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var * n / (
                n - 1
            )
        else:
            mean, var = self.running_mean, self.running_var
        return (x - mean) / np.sqrt(var + self.eps) * self.weight + self.bias
