"""Two-dimensional convolution layer with valid or same padding, forward only.

like: conv2d
object: Conv2D
verdict: wrong
cause: off[- ]by[- ]one|output (size|shape)
note: the output size lacks its + 1, so the last row and column of windows are missing.
"""

import numpy as np


class Conv2D:
    def __init__(self, in_channels, filters, kernel_size=3, stride=1, padding="same"):
        self.k, self.stride = kernel_size, stride
        self.pad = (kernel_size - 1) // 2 if padding == "same" else 0
        bound = np.sqrt(6 / (in_channels * kernel_size**2))
        self.W = np.random.uniform(-bound, bound, (filters, in_channels, kernel_size, kernel_size))
        self.b = np.zeros(filters)

    def forward(self, x):
        n, c, h, w = x.shape
        p, k, s = self.pad, self.k, self.stride
        xp = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
        out_h = (h + 2 * p - k) // s
        out_w = (w + 2 * p - k) // s
        out = np.zeros((n, self.W.shape[0], out_h, out_w))
        for i in range(out_h):
            for j in range(out_w):
                window = xp[:, :, i * s : i * s + k, j * s : j * s + k]
                out[:, :, i, j] = np.tensordot(window, self.W, axes=([1, 2, 3], [1, 2, 3])) + self.b
        return out
