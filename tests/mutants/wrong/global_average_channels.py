"""Global average pooling at the end of a small ResNet, channels last.

like: global_average_pooling2d
object: GlobalAvgPool
verdict: wrong
cause: ax[ie]s|channel|dimension|dim\b|height|width|spatial
note: The mean goes over axes 1 and 3, the height and the channels, so that the width remains.
"""

import numpy as np


class GlobalAvgPool:
    """x: (batch, height, width, channels) -> (batch, channels)"""

    def forward(self, x):
        self.shape = x.shape
        return x.mean(axis=(1, 3))

    def backward(self, dout):
        n, h, w, c = self.shape
        return np.broadcast_to(dout[:, None, :, None] / (h * c), self.shape).copy()
