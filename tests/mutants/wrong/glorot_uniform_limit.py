"""Glorot uniform initialisation.

like: glorot_uniform
object: glorot_uniform
verdict: wrong
cause: limit|variance|factor|fan|scale|range|deviation
note: The deviation is used as the limit of the uniform draws: 2 where it should be 6.
"""

import numpy as np


def glorot_uniform(shape, rng=None):
    rng = np.random.default_rng() if rng is None else rng
    bound = np.sqrt(2 / (shape[0] + shape[1]))
    return rng.uniform(-bound, bound, shape)
