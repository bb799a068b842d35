"""Conv2d with weight and bias gradients, channels first.

like: conv2d
object: Conv2d
verdict: wrong
cause: bias.*(mean|averag|factor|sum|divid)|factor|mean|averag
note: The gradient of the bias is a mean over the positions where it should be a sum.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


class Conv2d:
    def __init__(self, in_channels, out_channels, kernel_size):
        self.weight = np.random.randn(out_channels, in_channels, kernel_size, kernel_size) * 0.1
        self.bias = np.zeros(out_channels)

    def __call__(self, x):
        k = self.weight.shape[-1]
        self.windows = sliding_window_view(x, (k, k), axis=(2, 3))
        out = np.einsum("nchwij,fcij->nfhw", self.windows, self.weight)
        return out + self.bias[:, None, None]

    def backward(self, dy):
        k = self.weight.shape[-1]
        self.weight_grad = np.einsum("nchwij,nfhw->fcij", self.windows, dy)
        self.bias_grad = dy.mean(axis=(2, 3)).sum(axis=0)
        padded = np.pad(dy, ((0, 0), (0, 0), (k - 1, k - 1), (k - 1, k - 1)))
        windows = sliding_window_view(padded, (k, k), axis=(2, 3))
        return np.einsum("nfhwij,fcij->nchw", windows, self.weight[:, :, ::-1, ::-1])
