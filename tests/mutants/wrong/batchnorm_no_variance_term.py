"""Batch norm, forward and backward functions.

like: batch_normalization
object: batchnorm_forward,batchnorm_backward
verdict: wrong
cause: variance|term|batch statistics
note: The backward pass forgets the path through the variance.
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    mu = np.mean(x, axis=0)
    ivar = 1 / np.sqrt(np.var(x, axis=0) + eps)
    xhat = (x - mu) * ivar
    return gamma * xhat + beta, (xhat, ivar, gamma)


def batchnorm_backward(dout, cache):
    xhat, ivar, gamma = cache
    dgamma = np.sum(dout * xhat, axis=0)
    dbeta = np.sum(dout, axis=0)
    dxhat = dout * gamma
    dx = (dxhat - np.mean(dxhat, axis=0)) * ivar
    return dx, dgamma, dbeta
