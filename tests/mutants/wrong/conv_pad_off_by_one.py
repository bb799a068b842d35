"""Same-size convolution of channels-last images.

like: conv2d
object: ConvLayer
verdict: wrong
cause: pad|shift|off by one
note: For a 3 by 3 kernel all the padding is put in front, so the picture moves by one pixel.
"""

import numpy as np


class ConvLayer:
    def __init__(self, filters, kernel_size, channels):
        self.kernel = np.random.normal(0, 0.1, (kernel_size, kernel_size, channels, filters))
        self.bias = np.zeros(filters)

    def forward(self, images):
        """Output has the height and width of the input (same padding)."""
        k, _, _, f = self.kernel.shape
        n, h, w, _ = images.shape
        padded = np.pad(images, ((0, 0), (k - 1, 0), (k - 1, 0), (0, 0)))
        out = np.zeros((n, h, w, f), dtype=images.dtype)
        for i in range(h):
            for j in range(w):
                out[:, i, j] = np.tensordot(padded[:, i : i + k, j : j + k], self.kernel, 3)
        return out + self.bias
