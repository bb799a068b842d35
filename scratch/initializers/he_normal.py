r"""He (Kaiming) normal: truncated normal draws of variance 2 / fan_in.

Source: He, Zhang, Ren, Sun, "Delving Deep into Rectifiers", 2015, equation 10.
"""

import numpy as np

from scratch.initializers.initializer import Initializer, fans
from scratch.initializers.truncated_normal import DEVIATION, TruncatedNormal


class HeNormal(Initializer):
    """Draws cut at two deviations, twice the variance of Glorot's: ReLU silences half the inputs.

    >>> round(float(HeNormal()((200, 50), rng=0).std()), 3)
    0.1
    """

    def draw(self, shape, rng):
        """Draws of `shape`; σ is larger than the deviation wanted, as the cut takes some away."""
        fan_in, _ = fans(shape)
        stddev = np.sqrt(2 / fan_in) / DEVIATION
        return TruncatedNormal(0.0, stddev).draw(shape, rng)
