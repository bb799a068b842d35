"""A convolutional layer for the MNIST tutorial, channels last.

like: conv2d
object: ConvolutionLayer
verdict: wrong
cause: sum|position|pixel|width|axis|axes|column
note: The bias gradient is summed over the batch and height, but takes only the first column.
"""

import numpy as np


class ConvolutionLayer:
    def __init__(self, num_filters, filter_size, num_channels):
        self.filters = (
            np.random.randn(filter_size, filter_size, num_channels, num_filters) / filter_size**2
        )
        self.bias = np.zeros(num_filters)
        self.s = filter_size

    def patches(self, x):
        return np.lib.stride_tricks.sliding_window_view(x, (self.s, self.s), axis=(1, 2))

    def forward(self, x):
        self.x = x
        return np.einsum("nijchw,hwcf->nijf", self.patches(x), self.filters) + self.bias

    def backward(self, dL_dout):
        self.dfilters = np.einsum("nijchw,nijf->hwcf", self.patches(self.x), dL_dout)
        self.dbias = dL_dout.sum(axis=(0, 1))[0]
        dx = np.zeros(self.x.shape)
        for i in range(self.s):
            for j in range(self.s):
                h, w = dL_dout.shape[1:3]
                dx[:, i : i + h, j : j + w] += dL_dout @ self.filters[i, j].T
        return dx
