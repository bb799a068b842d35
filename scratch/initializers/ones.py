"""All ones: what the scale of a normalization starts from."""

import numpy as np

from scratch.initializers.initializer import Initializer


class Ones(Initializer):
    """An array of ones.

    >>> Ones()((2,))
    array([1., 1.])
    """

    def draw(self, shape, rng):
        """Ones of `shape`."""
        return np.ones(shape)
