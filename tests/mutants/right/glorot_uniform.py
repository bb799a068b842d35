"""Xavier (Glorot) uniform initialisation.

like: glorot_uniform
object: xavier_uniform
verdict: right
note: The limit is the root of 6 / (fan_in + fan_out).
"""

import numpy as np


def xavier_uniform(shape, rng=None):
    rng = np.random.default_rng() if rng is None else rng
    limit = np.sqrt(6 / (shape[0] + shape[1]))
    return rng.uniform(-limit, limit, size=shape)
