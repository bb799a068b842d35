"""ELU and its derivative.

like: elu
object: elu,elu_derivative
verdict: right
note: The exponential only sees negative numbers, so nothing overflows.
"""

import numpy as np


def elu(x, alpha=1.0):
    return np.where(x > 0, x, alpha * (np.exp(np.minimum(x, 0)) - 1))


def elu_derivative(x, alpha=1.0):
    return np.where(x > 0, 1.0, alpha * np.exp(np.minimum(x, 0)))
