"""Softplus, log(1 + exp(x)).

like: softplus
object: softplus
verdict: wrong
cause: overflow|inf|large input
note: The exponential overflows for large inputs and the result is infinite.
"""

import numpy as np


def softplus(x):
    return np.log(1 + np.exp(x))
