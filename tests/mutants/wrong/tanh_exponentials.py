"""Hyperbolic tangent from its definition.

like: tanh
object: tanh
verdict: wrong
cause: overflow|nan|large input
note: For large inputs both exponentials overflow and the quotient is NaN.
"""

import numpy as np


def tanh(x):
    return (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))
