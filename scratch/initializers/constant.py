"""One value everywhere: a bias that is to start from something else than zero."""

import numpy as np

from scratch.initializers.initializer import Initializer
from scratch.validation import number


class Constant(Initializer):
    """An array filled with `value`.

    >>> Constant(0.5)((2,))
    array([0.5, 0.5])
    """

    def __init__(self, value=0.0):
        self.value = float(number("value", value))

    def draw(self, shape, rng):
        """`value`, in an array of `shape`."""
        return np.full(shape, self.value)
