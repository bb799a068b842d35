r"""Glorot (Xavier) normal: truncated normal draws of variance 2 / (fan_in + fan_out).

Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
networks", 2010, equation 12.
"""

import numpy as np

from scratch.initializers.initializer import Initializer, fans
from scratch.initializers.truncated_normal import DEVIATION, TruncatedNormal


class GlorotNormal(Initializer):
    """Draws cut at two deviations whose variance keeps signals level both ways.

    >>> round(float(GlorotNormal()((100, 100), rng=0).std()), 3)
    0.1
    """

    def draw(self, shape, rng):
        """Draws of `shape`; σ is larger than the deviation wanted, as the cut takes some away."""
        fan_in, fan_out = fans(shape)
        stddev = np.sqrt(2 / (fan_in + fan_out)) / DEVIATION
        return TruncatedNormal(0.0, stddev).draw(shape, rng)
