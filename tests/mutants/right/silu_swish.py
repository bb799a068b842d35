"""Swish, x times sigmoid of x.

like: silu
object: swish,swish_derivative
verdict: right
note: The derivative keeps both terms of the product rule.
"""

import numpy as np


def _sigmoid(x):
    return 1 / (1 + np.exp(-x))


def swish(x):
    return x * _sigmoid(x)


def swish_derivative(x):
    s = _sigmoid(x)
    return s + x * s * (1 - s)
