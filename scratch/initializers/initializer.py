"""What all initializers share: the call, and the fans of a shape."""

import math


class Initializer:
    """Draws the first values of a parameter: `initializer(shape, rng) -> float64 array`."""

    def __call__(self, shape, rng=None):
        """An array of `shape`; `rng` is a numpy Generator or a seed."""
        raise NotImplementedError


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
