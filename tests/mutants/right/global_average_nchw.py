"""Global average pooling of (N, C, H, W).

like: global_average_pooling2d
object: GlobalAvgPool
verdict: right
note: Channels first; every pixel gets its share of the gradient.
"""

import numpy as np


class GlobalAvgPool:
    def forward(self, x):
        self.shape = x.shape
        return x.mean(axis=(2, 3))

    def backward(self, grad):
        _, _, h, w = self.shape
        return np.broadcast_to(grad[:, :, None, None] / (h * w), self.shape).copy()
