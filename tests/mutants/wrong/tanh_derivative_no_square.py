"""tanh and tanh_derivative.

like: tanh
object: tanh,tanh_derivative
verdict: wrong
cause: derivative|square
note: The square is missing: 1 - tanh(x) instead of 1 - tanh(x) squared.
"""

import numpy as np


def tanh(x):
    return np.tanh(x)


def tanh_derivative(x):
    return 1 - np.tanh(x)
