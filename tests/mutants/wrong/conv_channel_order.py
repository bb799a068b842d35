"""Convolution with an im2col matrix, NHWC images and (k, k, C, F) kernels.

like: conv2d
object: Conv
verdict: wrong
cause: channel|order|layout|reshape
note: The patches are flattened channel first, the kernel channel last: the two orders do not match.
"""

import numpy as np


class Conv:
    def __init__(self, channels, filters, size):
        self.kernel = np.random.randn(size, size, channels, filters) * 0.1
        self.bias = np.zeros(filters)

    def forward(self, x):
        k, _, c, f = self.kernel.shape
        n, h, w, _ = x.shape
        oh, ow = h - k + 1, w - k + 1
        cols = np.empty((n, oh, ow, c * k * k), dtype=x.dtype)
        for i in range(oh):
            for j in range(ow):
                patch = x[:, i : i + k, j : j + k, :].transpose(0, 3, 1, 2)
                cols[:, i, j] = patch.reshape(n, -1)
        return cols @ self.kernel.reshape(-1, f) + self.bias
