r"""Reshape: the same numbers of a sample in other axes, the last axis varying fastest."""

import math

from scratch.layers.layer import Layer
from scratch.validation import integer, reject


class Reshape(Layer):
    """The numbers of each sample in a shape of choice.

    Shapes: x (batch, ...), y (batch, *target_shape).

    Arguments:
        target_shape: integers, without the batch; one of them may be -1, for what is left over.

    >>> Reshape((4, -1)).forward(np.ones((5, 12))).shape
    (5, 4, 3)
    """

    def __init__(self, target_shape):
        super().__init__()
        if not isinstance(target_shape, (tuple, list)):
            reject("target_shape", "a tuple of integers", target_shape, TypeError)
        if list(target_shape).count(-1) > 1:
            reject("target_shape", "a tuple of integers, at most one of them -1", target_shape)
        self.target_shape = tuple(
            n if n == -1 else integer("target_shape", n) for n in target_shape
        )

    def forward(self, x, training=False):
        """The same numbers in (batch, *target_shape)."""
        x = self.prepare(x, least_rank=1)
        self.shape = x.shape
        return x.reshape(self.output_shape(x.shape))

    def backward(self, dy):
        """dL/dx: dL/dy in the shape of x."""
        return self.upstream(dy, self.output_shape(self.shape)).reshape(self.shape)

    def output_shape(self, input_shape):
        """(batch, *target_shape), with -1 replaced; refuses a shape that cannot hold the sample."""
        size = math.prod(input_shape[1:])
        rest = size // math.prod(n for n in self.target_shape if n != -1)
        shape = tuple(rest if n == -1 else n for n in self.target_shape)
        if math.prod(shape) != size:
            reject("target_shape", f"a shape of {size} numbers, as x has", self.target_shape)
        return input_shape[0], *shape
