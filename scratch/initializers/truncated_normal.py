r"""Truncated normal draws: N(μ, σ²), where nothing lies further than 2σ from μ.

The cut takes the tails away, so the draws deviate by less than σ: by 0.8796 σ, the square root of
1 - 4 φ(2) / (2 Φ(2) - 1), with φ and Φ the standard normal density and distribution.

Source: Robert, "Simulation of Truncated Normal Variables", 1995.
"""

import numpy as np

from scratch.initializers.initializer import Initializer
from scratch.validation import number

DEVIATION = 0.87962566103423978
"""The standard deviation of a standard normal variable cut at ±2."""


class TruncatedNormal(Initializer):
    """Draws from N(μ, σ²), μ = `mean` and σ = `stddev`, repeated until they lie within 2σ.

    >>> x = TruncatedNormal(stddev=0.5)((1000,), rng=0)
    >>> bool(np.abs(x).max() <= 1)
    True
    """

    def __init__(self, mean=0.0, stddev=0.05):
        self.mean = float(number("mean", mean))
        self.stddev = float(number("stddev", stddev, least=0))

    def draw(self, shape, rng):
        """Draws of `shape`; the 4.6% that fall outside are drawn again, and again."""
        z = np.asarray(rng.standard_normal(shape))
        outside = np.abs(z) > 2
        while outside.any():
            z[outside] = rng.standard_normal(np.count_nonzero(outside))
            outside = np.abs(z) > 2
        return self.mean + self.stddev * z
