"""What the global poolings share: a whole image leaves one number a channel."""

from scratch.layers.layer import Layer
from scratch.validation import boolean, reject


class GlobalPooling2D(Layer):
    """One number for each channel of an image; there is nothing to train.

    Arguments:
        keepdims: whether height and width are kept as axes of length 1.
    """

    def __init__(self, keepdims=False):
        super().__init__()
        self.keepdims = boolean("keepdims", keepdims)

    def images(self, x):
        """x as images (batch, height, width, channels) of at least one pixel."""
        x = self.prepare(x, rank=4)
        if 0 in x.shape[1:3]:
            reject("x", "images of at least one pixel", x.shape)
        return x

    def over_pixels(self, dy, shape):
        """dy as (batch, 1, 1, channels), for images of `shape`."""
        dy = self.upstream(dy, self.output_shape(shape))
        return dy.reshape(shape[0], 1, 1, shape[3])

    def output_shape(self, input_shape):
        """(batch, channels), or (batch, 1, 1, channels) with keepdims."""
        batch, _, _, channels = input_shape
        return (batch, 1, 1, channels) if self.keepdims else (batch, channels)
