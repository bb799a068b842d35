"""What the poolings share: a window that slides over an image and leaves one number a channel."""

from scratch.layers.layer import Layer
from scratch.layers.windows import windows


class Pooling2D(Layer):
    """One number for each window and channel; there is nothing to train.

    Arguments:
        pool_size: rows and columns of the window; an integer counts for both, here and below.
        strides: the steps between windows; None is pool_size, so that windows do not overlap.
        padding: "valid" (windows stay inside the image) or "same" (they may reach over its edge).
    """

    def __init__(self, pool_size=2, strides=None, padding="valid"):
        super().__init__()
        strides = pool_size if strides is None else strides
        self.windows = windows(pool_size, strides, 1, padding, name="pool_size")

    def output_shape(self, input_shape):
        """(batch, places down, places across, channels)."""
        return (input_shape[0], *self.windows.places(input_shape[1:3]), input_shape[-1])
