"""Forward pass of a 3 by 3 convolution over a batch.

like: conv2d
object: Conv3x3
verdict: right
note: Forward alone, channels last, filters stacked in front.
"""

import numpy as np


class Conv3x3:
    def __init__(self, num_filters, channels=1):
        self.num_filters = num_filters
        self.filters = np.random.randn(num_filters, 3, 3, channels) / 9

    def iterate_regions(self, images):
        _, h, w, _ = images.shape
        for i in range(h - 2):
            for j in range(w - 2):
                yield images[:, i : i + 3, j : j + 3], i, j

    def forward(self, images):
        n, h, w, _ = images.shape
        output = np.zeros((n, h - 2, w - 2, self.num_filters))
        for region, i, j in self.iterate_regions(images):
            output[:, i, j] = np.einsum("nhwc,fhwc->nf", region, self.filters)
        return output
