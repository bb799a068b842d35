"""Batch normalization layer for dense networks.

like: batch_normalization
object: BatchNorm1D
verdict: wrong
cause: mean|variance|term|batch statistics|constant
note: Mean and variance are treated as constants in the backward pass: both terms are missing.
"""

import numpy as np


class BatchNorm1D:
    def __init__(self, dim, epsilon=1e-5):
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.epsilon = epsilon

    def forward(self, x, training=True):
        self.mean = x.mean(axis=0)
        self.sigma = np.sqrt(x.var(axis=0) + self.epsilon)
        self.norm = (x - self.mean) / self.sigma
        return self.norm * self.gamma + self.beta

    def backward(self, grad):
        self.grad_gamma = np.sum(grad * self.norm, axis=0)
        self.grad_beta = np.sum(grad, axis=0)
        return grad * self.gamma / self.sigma
