r"""Dropout: in training each value is dropped with chance `rate`: y = k ∘ x.

Source: Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov, "Dropout: A Simple Way to Prevent
Neural Networks from Overfitting", 2014.
"""

import numpy as np

from scratch.layers.layer import Layer
from scratch.validation import number, same_shape


class Dropout(Layer):
    """Inverted dropout: what is kept is scaled up in training, so inference is the identity.

    k is 0 with chance `rate` and 1/(1-rate) otherwise, so that the expectation of y is x. A new
    k is drawn for each value of x at each training step, and used again on the way back.

    Shapes: x of any shape, y as x.

    Arguments:
        rate: the chance to be dropped, in [0, 1).
        seed: what k is drawn from: a seed or a numpy Generator.

    Attributes:
        mask: None, or a k set from outside, of the shape of x, scaled already.

    Gradient:
        dL/dx = k ∘ dL/dy

    >>> layer = Dropout(0.5)
    >>> layer.mask = np.array([[2.0, 0.0]])
    >>> layer.forward(np.array([[3.0, 4.0]]), training=True)
    array([[6., 0.]])
    >>> layer.forward(np.array([[3.0, 4.0]]))
    array([[3., 4.]])
    """

    def __init__(self, rate, seed=None):
        super().__init__()
        self.rate = number("rate", rate, least=0, below=1)
        self.rng = np.random.default_rng(seed)
        self.mask = None

    def forward(self, x, training=False):
        """y = k ∘ x in training, else x."""
        x = self.prepare(x, least_rank=1)
        self.shape, self.k = x.shape, None
        if training and self.mask is not None:
            k = same_shape("mask", np.asarray(self.mask), x.shape, "x")
            self.k = k.astype(x.dtype, copy=False)
        elif training and self.rate:
            self.k = self.draw_mask(x.shape, self.rng).astype(x.dtype)
        return x if self.k is None else self.k * x

    def draw_mask(self, input_shape, rng):
        """A k for inputs of `input_shape`."""
        return (rng.random(input_shape) >= self.rate) / (1 - self.rate)

    def backward(self, dy):
        """dL/dx = k ∘ dL/dy, with the k of the last `forward`."""
        dy = self.upstream(dy, self.shape)
        return dy if self.k is None else self.k * dy
