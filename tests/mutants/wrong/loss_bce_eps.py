r"""Binary cross-entropy with protection against log(0).

like: binary_crossentropy
object: binary_cross_entropy,binary_cross_entropy_prime
verdict: wrong
cause: eps|ε|clip|1e-1|0\.1|smooth
note: The protection is 0.1, large enough to bend the loss everywhere.
"""

import numpy as np

EPS = 0.1


def binary_cross_entropy(y, a):
    return np.mean(-y * np.log(a + EPS) - (1 - y) * np.log(1 - a + EPS))


def binary_cross_entropy_prime(y, a):
    return (-y / (a + EPS) + (1 - y) / (1 - a + EPS)) / np.size(y)
