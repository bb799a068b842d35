"""Affine layer, forward and backward with a cache.

like: dense
object: affine_forward,affine_backward
verdict: wrong
cause: factor|batch size|1/n|mean|averag|divid
note: The gradient of the weights is divided by the batch size, that of the bias is not, and the loss has already been averaged.
"""

import numpy as np


def affine_forward(x, w, b):
    return x @ w + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    N = x.shape[0]
    dx = dout @ w.T
    dw = x.T @ dout / N
    db = np.sum(dout, axis=0)
    return dx, dw, db
