r"""He (Kaiming) uniform: U(-l, l) with l = sqrt(6 / fan_in).

Source: He, Zhang, Ren, Sun, "Delving Deep into Rectifiers", 2015, equation 10.
"""

import numpy as np

from scratch.initializers.initializer import Initializer, fans


class HeUniform(Initializer):
    """Uniform draws of variance 2 / fan_in, which keeps signals level through ReLU layers.

    >>> bool(np.abs(HeUniform()((600, 10), rng=0)).max() < 0.1)
    True
    """

    def draw(self, shape, rng):
        """Draws of `shape` from U(-l, l)."""
        fan_in, _ = fans(shape)
        limit = np.sqrt(6 / fan_in)
        return rng.uniform(-limit, limit, shape)
