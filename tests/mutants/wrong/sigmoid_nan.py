"""Sigmoid in its exponential form.

like: sigmoid
object: sigmoid
verdict: wrong
cause: overflow|nan|large input
note: For inputs above 710 the quotient becomes infinity over infinity.
"""

import numpy as np


def sigmoid(x):
    e = np.exp(x)
    return e / (1 + e)
