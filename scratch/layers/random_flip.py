r"""Random flip: in training every second image, by chance, is seen in a mirror.

Source: Simard, Steinkraus, Platt, "Best Practices for Convolutional Neural Networks Applied to
Visual Document Analysis", 2003, on training with transformed images.
"""

import numpy as np

from scratch.layers.layer import Layer
from scratch.validation import one_of, same_shape

AXES = {"horizontal": (2,), "vertical": (1,), "horizontal_and_vertical": (1, 2)}


class RandomFlip(Layer):
    """Each image is flipped or left as it is, with even chances; inference is the identity.

    Shapes: x (batch, rows, columns, channels), y as x.

    Arguments:
        mode: "horizontal" changes left and right, "vertical" above and below,
            "horizontal_and_vertical" both at once.
        seed: what the flips are drawn from: a seed or a numpy Generator.

    Attributes:
        mask: None, or the flips set from outside, (batch,): 1 where an image is flipped, else 0.

    Gradient: a flip undoes itself, so dL/dx is dL/dy with the same images flipped.

    >>> layer = RandomFlip("horizontal")
    >>> layer.mask = np.array([1])
    >>> layer.forward(np.array([[[[1.0], [2.0]]]]), training=True).ravel()
    array([2., 1.])
    """

    def __init__(self, mode="horizontal_and_vertical", seed=None):
        super().__init__()
        self.axes = AXES[one_of("mode", mode, tuple(AXES))]
        self.rng = np.random.default_rng(seed)
        self.mask = None

    def forward(self, x, training=False):
        """The flipped images in training, else x."""
        x = self.prepare(x, rank=4)
        self.shape, self.flips = x.shape, None
        if training:
            flips = self.draw_mask(x.shape, self.rng) if self.mask is None else self.mask
            flips = same_shape("mask", np.asarray(flips), x.shape[:1], "the batch")
            self.flips = flips.astype(bool)[:, None, None, None]
        return self.flipped(x)

    def flipped(self, x):
        """x with the last flips."""
        return x if self.flips is None else np.where(self.flips, np.flip(x, self.axes), x)

    def draw_mask(self, input_shape, rng):
        """Flips for images of `input_shape`."""
        return rng.random(input_shape[0]) < 0.5

    def backward(self, dy):
        """dL/dx, with the flips of the last `forward`."""
        return self.flipped(self.upstream(dy, self.shape))
