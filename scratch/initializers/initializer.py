"""What all initializers share: the call, and the fans of a shape."""

import math

import numpy as np

from scratch.validation import reject


class Initializer:
    """Draws the first values of a parameter: `initializer(shape, rng) -> float64 array`."""

    def __call__(self, shape, rng=None):
        """An array of `shape`; `rng` is a numpy Generator or a seed.

        Raises ValueError where `shape` is not a tuple of integers >= 1.
        """
        if not isinstance(shape, (tuple, list)) or not all(map(is_length, shape)):
            reject("shape", "a tuple of integers >= 1", shape)
        return self.draw(tuple(shape), np.random.default_rng(rng))

    def draw(self, shape, rng):
        """The draws themselves, by a Generator."""
        raise NotImplementedError


def is_length(n):
    """Whether n may be the length of an axis."""
    return isinstance(n, (int, np.integer)) and n >= 1


def fans(shape):
    """(fan_in, fan_out): how many inputs an output has, and how many outputs an input has.

    A kernel is (..., in, out); what stands in front is a receptive field that multiplies both.

    >>> fans((3, 3, 16, 32))
    (144, 288)
    """
    if len(shape) < 2:
        size = math.prod(shape)
        return size, size
    field = math.prod(shape[:-2])
    return shape[-2] * field, shape[-1] * field
