"""Softplus, the smooth ReLU.

like: softplus
object: softplus,softplus_prime
verdict: right
note: logaddexp is stable for any input; the derivative is the sigmoid.
"""

import numpy as np


def softplus(x):
    return np.logaddexp(0, x)


def softplus_prime(x):
    return np.exp(-np.logaddexp(0, -x))
