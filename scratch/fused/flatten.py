"""Flatten and its like: the same numbers under another shape, without a copy where it can be."""

import numpy as np


class FusedFlatten:
    """The step of a Flatten: `x` is the next step's buffer, seen in this one's shape."""

    def __init__(self, layer, shape, y):
        self.layers = [layer]
        self.shape, self.flat = shape, layer.output_shape(shape)
        self.y = y
        self.x = None
        if y is not None:
            x = y.reshape(shape)
            self.x = x if np.shares_memory(x, y) else None

    def forward(self, x, training=True):
        """The same numbers in two axes."""
        return self.y if x is self.x and x is not None else x.reshape(self.flat)

    def backward(self, dy, wanted=True):
        """dy in the shape of x."""
        return dy.reshape(self.shape)
