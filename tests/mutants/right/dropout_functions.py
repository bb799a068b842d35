"""Dropout as two functions; dropout_param has the probability to keep.

like: dropout
object: dropout_forward,dropout_backward
verdict: right
note: p is the probability of keeping, as the course notes have it.
"""

import numpy as np


def dropout_forward(x, dropout_param):
    """p: probability of keeping a neuron's output."""
    p, mode = dropout_param["p"], dropout_param["mode"]
    mask = None
    out = x
    if mode == "train":
        mask = (np.random.rand(*x.shape) < p) / p
        out = x * mask
    return out, (dropout_param, mask)


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    return dout * mask if dropout_param["mode"] == "train" else dout
