"""Convolutional layer, channels first, with the convolution of signal processing.

like: conv2d
object: Conv2D
verdict: wrong
cause: flip|convolution instead|rotat|mirror
note: The kernel is flipped in both directions: a true convolution where the field means cross-correlation.
"""

import numpy as np


class Conv2D:
    def __init__(self, in_channels, out_channels, kernel_size=3):
        self.k = kernel_size
        self.weights = np.random.randn(out_channels, in_channels, kernel_size, kernel_size)
        self.bias = np.zeros(out_channels)

    def forward(self, x):
        n, _, h, w = x.shape
        k = self.k
        flipped = self.weights[:, :, ::-1, ::-1]
        out = np.empty((n, len(self.bias), h - k + 1, w - k + 1))
        for i in range(h - k + 1):
            for j in range(w - k + 1):
                region = x[:, None, :, i : i + k, j : j + k]
                out[:, :, i, j] = (region * flipped).sum(axis=(2, 3, 4)) + self.bias
        return out
