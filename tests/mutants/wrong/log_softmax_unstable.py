"""Logarithm of the softmax.

like: log_softmax
object: log_softmax
verdict: wrong
cause: overflow|underflow|nan|inf|large input
note: The logarithm is taken of probabilities that have underflowed to zero, so it is minus infinity.
"""

import numpy as np


def log_softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.log(e / e.sum(axis=-1, keepdims=True))
