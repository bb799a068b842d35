"""GELU with the error function of the standard library.

like: gelu
object: gelu,gelu_grad
verdict: right
note: The exact form x Phi(x); the derivative is Phi(x) + x phi(x).
"""

from math import erf, pi, sqrt

import numpy as np

_erf = np.vectorize(erf)


def cdf(x):
    return 0.5 * (1 + _erf(x / sqrt(2)))


def gelu(x):
    return x * cdf(x)


def gelu_grad(x):
    return cdf(x) + x * np.exp(-(x**2) / 2) / sqrt(2 * pi)
