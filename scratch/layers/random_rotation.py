r"""Random rotation: in training each image is turned about its centre by an angle of its own.

With u rows down and v columns right of the centre, y at (u, v) is x at the place that the
rotation by θ brings there,
    (u', v') = (u cos θ + v sin θ, v cos θ - u sin θ),
between four pixels of x, weighted bilinearly; outside of the image x is 0.

Source: Simard, Steinkraus, Platt, "Best Practices for Convolutional Neural Networks Applied to
Visual Document Analysis", 2003; bilinear sampling and its gradient as in Jaderberg, Simonyan,
Zisserman, Kavukcuoglu, "Spatial Transformer Networks", 2015, equation 5.
"""

import numpy as np

from scratch.layers.layer import Layer
from scratch.validation import number, same_shape


class RandomRotation(Layer):
    """Turns each image by an angle drawn evenly from ±factor of a full turn.

    A positive angle turns counterclockwise, as `np.rot90` does. Inference is the identity.

    Shapes: x (batch, rows, columns, channels), y as x: corners that leave the image are cut.

    Arguments:
        factor: the largest angle, as a share of a full turn: 15 / 360 for 15 degrees.
        seed: what the angles are drawn from: a seed or a numpy Generator.

    Attributes:
        mask: None, or the angles set from outside, in radians, (batch,).

    Gradient: y is linear in x, y_p = Σ_q w_pq x_q, so dL/dx_q = Σ_p w_pq dL/dy_p: each pixel of
    dy is handed back to the four of x that it was taken from, with the same weights.

    >>> layer = RandomRotation(0.5)
    >>> layer.mask = np.array([np.pi / 2])
    >>> layer.forward(np.array([[[[1.0], [2.0]], [[3.0], [4.0]]]]), training=True)[0, :, :, 0]
    array([[2., 4.],
           [1., 3.]])
    """

    def __init__(self, factor, seed=None):
        super().__init__()
        self.factor = number("factor", factor, least=0)
        self.rng = np.random.default_rng(seed)
        self.mask = None

    def forward(self, x, training=False):
        """The turned images in training, else x."""
        x = self.prepare(x, rank=4)
        self.shape, self.taken = x.shape, None
        if not training:
            return x
        angles = self.draw_mask(x.shape, self.rng) if self.mask is None else self.mask
        angles = same_shape("mask", np.asarray(angles), x.shape[:1], "the batch")
        self.taken = corners(angles.astype(x.real.dtype), *x.shape[1:3])
        pixels = x.reshape(-1, x.shape[3])
        return sum(w[:, None] * pixels[q] for q, w in self.taken).reshape(x.shape)

    def draw_mask(self, input_shape, rng):
        """Angles for images of `input_shape`, in radians."""
        return 2 * np.pi * rng.uniform(-self.factor, self.factor, input_shape[0])

    def backward(self, dy):
        """dL/dx, with the angles of the last `forward`."""
        dy = self.upstream(dy, self.shape)
        if self.taken is None:
            return dy
        dx = np.zeros_like(dy).reshape(-1, dy.shape[3])
        for q, w in self.taken:
            np.add.at(dx, q, w[:, None] * dy.reshape(dx.shape))
        return dx.reshape(dy.shape)


def corners(angles, rows, columns):
    """[(q, w)] for each of the four pixels around every place, over the whole batch in a row.

    q are numbers of pixels, w their weights, 0 for a pixel outside of the image.
    """
    u = np.arange(rows)[:, None] - (rows - 1) / 2
    v = np.arange(columns) - (columns - 1) / 2
    u, v = u.astype(angles.dtype), v.astype(angles.dtype)
    cos, sin = (f(angles)[:, None, None] for f in (np.cos, np.sin))
    row = u * cos + v * sin + u.dtype.type((rows - 1) / 2)
    column = v * cos - u * sin + u.dtype.type((columns - 1) / 2)
    above, left = np.floor(row), np.floor(column)
    image = rows * columns * np.arange(len(angles))[:, None, None]
    found = []
    for r in (above, above + 1):
        for c in (left, left + 1):
            inside = (r >= 0) & (r < rows) & (c >= 0) & (c < columns)
            w = np.where(inside, (1 - np.abs(row - r)) * (1 - np.abs(column - c)), 0)
            q = image + np.where(inside, columns * r + c, 0).astype(np.intp)
            found.append((q.ravel(), w.ravel()))
    return found
