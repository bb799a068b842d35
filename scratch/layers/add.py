r"""Add: y = x_1 + ... + x_n, the way around a block of layers that makes it residual.

Source: He, Zhang, Ren, Sun, "Deep Residual Learning for Image Recognition", 2016.
"""

from scratch.layers.merge import Merge
from scratch.validation import same_shape


class Add(Merge):
    """The sum of arrays of one shape; nothing is broadcast.

    Shapes: every x and y (batch, ...).

    Gradients: dL/dx_i = dL/dy for each i.

    >>> Add().forward([np.ones((1, 2)), np.full((1, 2), 3.0)])
    array([[4., 4.]])
    """

    def forward(self, xs, training=False):
        """y = Σ_i x_i."""
        self.xs = xs = self.prepare_list(xs)
        for i, x in enumerate(xs):
            same_shape(f"xs[{i}]", x, xs[0].shape, "xs[0]")
        return sum(xs[1:], start=xs[0])

    def backward(self, dy):
        """A list of dL/dx_i: a copy of dL/dy for each."""
        dy = self.upstream(dy, self.xs[0].shape)
        return [dy.copy() for _ in self.xs]

    def output_shape(self, input_shape):
        """The shape of each input, of a list of equal shapes."""
        return tuple(input_shape[0])
