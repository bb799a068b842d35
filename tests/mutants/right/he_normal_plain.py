"""He initialisation with plain normal draws.

like: he_normal
object: he_normal
verdict: right
note: Not truncated, as in PyTorch; the deviation is the root of 2 / fan_in.
"""

import numpy as np


def he_normal(shape):
    fan_in = shape[0]
    return np.random.randn(*shape) * np.sqrt(2.0 / fan_in)
