"""Time masks: which steps of which sequences count, so that unlike lengths share a batch.

A masked step changes nothing: its states are those before it, and so is its output. Before any
step has counted the output is zero, whatever the initial state, as in Keras.
"""

import numpy as np

from scratch.validation import mask_array, same_shape


class TimeMask:
    """`mask` (batch, time), True where a step counts; None where all do.

    >>> mask = TimeMask(np.array([[True, False]]), shape=(1, 2))
    >>> [mask.select(t, new=np.array([[1.0]]), old=np.array([[0.0]])).item() for t in range(2)]
    [1.0, 0.0]
    """

    def __init__(self, mask, shape, go_backwards=False):
        self.go_backwards = go_backwards
        if mask is None:
            self.keep = None
            return
        mask = mask_array("mask", mask, "True where a step counts")
        same_shape("mask", mask, shape, "(batch, time)")
        self.keep = self.in_order(mask[..., None])

    def in_order(self, x):
        """(batch, time, n) as (time, batch, n), in the order of the steps."""
        x = np.swapaxes(x, 0, 1)
        return x[::-1] if self.go_backwards else x

    def back_in_time(self, x):
        """(time, batch, n) in the order of the steps as (batch, time, n)."""
        return np.swapaxes(x[::-1] if self.go_backwards else x, 0, 1)

    def select(self, t, new, old):
        """`new` in the rows whose step t counts, `old` in the others."""
        return new if self.keep is None else np.where(self.keep[t], new, old)

    def divide(self, t, d):
        """The gradient of `select`: (what goes to `new`, what goes to `old`)."""
        return (d, 0) if self.keep is None else (d * self.keep[t], d * ~self.keep[t])
