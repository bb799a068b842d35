r"""Gaussian noise: in training y = x + σ n, where every n is drawn from the standard normal.

Source: Bishop, "Training with Noise is Equivalent to Tikhonov Regularization", 1995.
"""

import numpy as np

from scratch.layers.layer import Layer
from scratch.validation import number, same_shape


class GaussianNoise(Layer):
    """Adds noise to every value while training; inference is the identity.

    Shapes: x of any shape, y as x.

    Arguments:
        stddev: σ, the noise's deviation.
        seed: what n is drawn from: a seed or a numpy Generator.

    Attributes:
        mask: None, or an n set from outside, of the shape of x.

    Gradient: dL/dx = dL/dy.

    >>> layer = GaussianNoise(0.5)
    >>> layer.mask = np.array([[2.0, -1.0]])
    >>> layer.forward(np.array([[3.0, 4.0]]), training=True)
    array([[4. , 3.5]])
    >>> layer.forward(np.array([[3.0, 4.0]]))
    array([[3., 4.]])
    """

    def __init__(self, stddev, seed=None):
        super().__init__()
        self.stddev = float(number("stddev", stddev, least=0))
        self.rng = np.random.default_rng(seed)
        self.mask = None

    def forward(self, x, training=False):
        """y = x + σ n in training, else x."""
        x = self.prepare(x, least_rank=1)
        self.shape = x.shape
        if not training:
            return x
        n = self.draw_mask(x.shape, self.rng) if self.mask is None else np.asarray(self.mask)
        n = same_shape("mask", n, x.shape, "x")
        return x + self.stddev * n.astype(x.dtype, copy=False)

    def draw_mask(self, input_shape, rng):
        """An n for inputs of `input_shape`."""
        return rng.standard_normal(input_shape)

    def backward(self, dy):
        """dL/dx = dL/dy."""
        return self.upstream(dy, self.shape)
