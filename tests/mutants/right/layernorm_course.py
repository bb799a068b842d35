"""Layer normalization, forward and backward functions.

like: layer_normalization
object: layernorm_forward,layernorm_backward
verdict: right
note: The statistics of each row; epsilon 1e-5.
"""

import numpy as np


def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mu = x.mean(axis=1, keepdims=True)
    std = np.sqrt(x.var(axis=1, keepdims=True) + eps)
    xhat = (x - mu) / std
    return gamma * xhat + beta, (xhat, std, gamma)


def layernorm_backward(dout, cache):
    xhat, std, gamma = cache
    dxhat = dout * gamma
    mean = dxhat.mean(axis=1, keepdims=True)
    proj = (dxhat * xhat).mean(axis=1, keepdims=True)
    return (dxhat - mean - xhat * proj) / std, (dout * xhat).sum(axis=0), dout.sum(axis=0)
