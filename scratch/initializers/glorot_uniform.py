r"""Glorot (Xavier) uniform: U(-l, l) with l = sqrt(6 / (fan_in + fan_out)).

Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
networks", 2010, equation 16.
"""

import numpy as np

from scratch.initializers.initializer import Initializer, fans


class GlorotUniform(Initializer):
    """Uniform draws whose variance, 2 / (fan_in + fan_out), keeps signals level both ways.

    >>> bool(np.abs(GlorotUniform()((50, 100), rng=0)).max() < 0.2)
    True
    """

    def draw(self, shape, rng):
        """Draws of `shape` from U(-l, l)."""
        fan_in, fan_out = fans(shape)
        limit = np.sqrt(6 / (fan_in + fan_out))
        return rng.uniform(-limit, limit, shape)
