r"""Flatten: y_k = x_ij..., all axes of a sample in one, the last axis varying fastest."""

import math

from scratch.layers.layer import Layer


class Flatten(Layer):
    """Everything but the batch in one axis, as a dense layer needs it after images.

    Shapes: x (batch, ...), y (batch, product of the rest); x (batch,) gives y (batch, 1).

    The order is that of channels-last arrays. A network written for channels-first flattens the
    same image in another order, so that the next kernel's rows have to be permuted.

    >>> Flatten().forward(np.ones((5, 4, 4, 3))).shape
    (5, 48)
    """

    def forward(self, x, training=False):
        """The same numbers in two axes."""
        x = self.prepare(x, least_rank=1)
        self.shape = x.shape
        return x.reshape(self.output_shape(x.shape))

    def backward(self, dy):
        """dL/dx: dL/dy in the shape of x."""
        return self.upstream(dy, self.output_shape(self.shape)).reshape(self.shape)

    def output_shape(self, input_shape):
        """(batch, product of the rest)."""
        return input_shape[0], math.prod(input_shape[1:])
