"""All zeros: what a bias starts from."""

import numpy as np

from scratch.initializers.initializer import Initializer


class Zeros(Initializer):
    """An array of zeros.

    >>> Zeros()((2,))
    array([0., 0.])
    """

    def draw(self, shape, rng):
        """Zeros of `shape`."""
        return np.zeros(shape)
