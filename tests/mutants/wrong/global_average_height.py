"""Global average pooling, channels last: (N, H, W, C) to (N, C).

like: global_average_pooling2d
object: GlobalAveragePooling
verdict: wrong
cause: factor|divid|height|pixel|1/|averag
note: The gradient is divided by the height only, not by the number of pixels.
"""

import numpy as np


class GlobalAveragePooling:
    def forward(self, x):
        self.shape = x.shape
        return x.mean(axis=(1, 2))

    def backward(self, dy):
        n, h, w, c = self.shape
        return np.ones(self.shape) * dy.reshape(n, 1, 1, c) / h
