"""Batch norm for activations with one sample per column.

like: batch_normalization
object: BatchNorm
verdict: right
note: Statistics run over axis 1; gamma and beta are columns.
"""

import numpy as np


class BatchNorm:
    def __init__(self, n, eps=1e-8):
        self.gamma = np.ones((n, 1))
        self.beta = np.zeros((n, 1))
        self.eps = eps
        self.grads = {}

    def forward(self, Z):
        self.mu = Z.mean(axis=1, keepdims=True)
        self.var = Z.var(axis=1, keepdims=True)
        self.centered = Z - self.mu
        self.Z_norm = self.centered / np.sqrt(self.var + self.eps)
        return self.gamma * self.Z_norm + self.beta

    def backward(self, dZ):
        m = dZ.shape[1]
        self.grads["gamma"] = np.sum(dZ * self.Z_norm, axis=1, keepdims=True)
        self.grads["beta"] = np.sum(dZ, axis=1, keepdims=True)
        dnorm = dZ * self.gamma
        inv = 1 / np.sqrt(self.var + self.eps)
        dvar = np.sum(dnorm * self.centered, axis=1, keepdims=True) * -0.5 * inv**3
        dmu = -np.sum(dnorm * inv, axis=1, keepdims=True)
        return dnorm * inv + dvar * 2 * self.centered / m + dmu / m
