"""Batch normalization with PyTorch's conventions.

like: batch_normalization
object: BatchNorm1d
verdict: right
note: Momentum 0.1 for the new value, epsilon 1e-5, unbiased running variance.
"""

import numpy as np


class BatchNorm1d:
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        self.eps, self.momentum = eps, momentum
        self.weight, self.bias = np.ones(num_features), np.zeros(num_features)
        self.running_mean, self.running_var = np.zeros(num_features), np.ones(num_features)
        self.training = True

    def forward(self, x):
        if not self.training:
            return (x - self.running_mean) / np.sqrt(
                self.running_var + self.eps
            ) * self.weight + self.bias
        mean, var = x.mean(0), x.var(0)
        n = x.shape[0]
        self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
        self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var * n / (
            n - 1
        )
        self.inv = 1 / np.sqrt(var + self.eps)
        self.xhat = (x - mean) * self.inv
        return self.xhat * self.weight + self.bias

    def backward(self, grad_output):
        self.grad_bias = grad_output.sum(0)
        self.grad_weight = (grad_output * self.xhat).sum(0)
        g = grad_output * self.weight
        return self.inv * (g - g.mean(0) - self.xhat * (g * self.xhat).mean(0))
