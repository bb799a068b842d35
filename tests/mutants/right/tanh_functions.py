"""Hyperbolic tangent and tanh_grad.

like: tanh
object: tanh,tanh_grad
verdict: right
note: The derivative takes z and is one over the squared hyperbolic cosine.
"""

import numpy as np


def tanh(x):
    return np.tanh(x)


def tanh_grad(x):
    t = np.tanh(x)
    return 1.0 - t * t
