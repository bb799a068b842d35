r"""Global average pooling: y_c = 1/(HW) Σ_ij x_ijc.

Source: Lin, Chen, Yan, "Network In Network", 2014.
"""

import numpy as np

from scratch.layers.global_pooling import GlobalPooling2D


class GlobalAveragePooling2D(GlobalPooling2D):
    r"""The mean of each channel: an image of any size becomes as many numbers as it has channels.

    Shapes: x (batch, H, W, channels), y (batch, channels), with keepdims (batch, 1, 1, channels).

    Gradients: dL/dx_ijc = dL/dy_c / (HW), the same for every pixel.

    >>> GlobalAveragePooling2D().forward(np.arange(4.0).reshape(1, 2, 2, 1))
    array([[1.5]])
    """

    def forward(self, x, training=False):
        """The mean over all pixels."""
        x = self.images(x)
        self.shape = x.shape
        return x.mean(axis=(1, 2), keepdims=self.keepdims)

    def backward(self, dy):
        """dL/dx: dL/dy, shared out equally."""
        _, H, W, _ = self.shape
        return np.broadcast_to(self.over_pixels(dy, self.shape) / (H * W), self.shape).copy()
