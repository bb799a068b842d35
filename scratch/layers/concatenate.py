r"""Concatenate: y = [x_1, ..., x_n], one array after another along an axis.

Source: Huang, Liu, van der Maaten, Weinberger, "Densely Connected Convolutional Networks", 2017.
"""

import numpy as np

from scratch.layers.merge import Merge
from scratch.validation import axis_of, reject


class Concatenate(Merge):
    """Arrays side by side. Their shapes are equal, except along the axis where they are joined.

    Shapes: x_i (batch, ..., n_i), y (batch, ..., Σ n_i), where the axis is the last.

    Arguments:
        axis: where they are joined; -1 is the last, 0 the batch.

    Gradients: dL/dx_i is the part of dL/dy where x_i went.

    >>> Concatenate().forward([np.zeros((1, 2)), np.ones((1, 3))])
    array([[0., 0., 1., 1., 1.]])
    """

    def __init__(self, axis=-1):
        super().__init__()
        self.axis = axis

    def forward(self, xs, training=False):
        """y = [x_1, ..., x_n]."""
        xs = self.prepare_list(xs)
        self.y_shape = self.output_shape([x.shape for x in xs])
        self.ends = np.cumsum([x.shape[self.axis] for x in xs])
        return np.concatenate(xs, self.axis)

    def backward(self, dy):
        """A list of dL/dx_i: dL/dy, cut where the inputs were joined."""
        dy = self.upstream(dy, self.y_shape)
        return np.split(dy, self.ends[:-1], self.axis)

    def output_shape(self, input_shape):
        """The shape of the first, with the sum of all lengths along the axis."""
        first = tuple(input_shape[0])
        axis = axis_of("axis", self.axis, len(first))
        for i, shape in enumerate(input_shape):
            like_first = (*first[:axis], *shape[axis : axis + 1], *first[axis + 1 :])
            if len(shape) != len(first) or tuple(shape) != like_first:
                reject(f"xs[{i}]", f"of the shape of xs[0], {first}, except on axis {axis}", shape)
        lengths = [shape[axis] for shape in input_shape]
        return (*first[:axis], None if None in lengths else sum(lengths), *first[axis + 1 :])
