"""He normal initialisation for ReLU layers.

like: he_normal
object: he_normal
verdict: wrong
cause: variance|deviation|std|root|sqrt|factor|scale
note: The variance 2 / fan_in is used as the deviation; the root is missing.
"""

import numpy as np


def he_normal(shape):
    n_in, n_out = shape
    return np.random.randn(n_in, n_out) * (2.0 / n_in)
