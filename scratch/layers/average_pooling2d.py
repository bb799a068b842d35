r"""Average pooling: y_pqc = Σ_ij x_{ps+i, qs+j, c} / n_pq, where n_pq pixels are in the image.

Source: LeCun et al., "Backpropagation applied to handwritten zip code recognition", 1989 (there
with a trained weight).
"""

import numpy as np

from scratch.layers.pooling import Pooling2D


class AveragePooling2D(Pooling2D):
    r"""The mean of each window; what lies beyond the image's edge is not counted.

    Shapes: x (batch, height, width, channels), y (batch, places down, places across, channels).

    Each pixel gets an equal share of the gradient of every window it is in:
        dL/dx_n = Σ_{windows with n} dL/dy_pq / n_pq

    >>> AveragePooling2D().forward(np.arange(16.0).reshape(1, 4, 4, 1))[0, :, :, 0]
    array([[ 2.5,  4.5],
           [10.5, 12.5]])
    """

    def forward(self, x, training=False):
        """The mean of each window."""
        x = self.prepare(x, rank=4)
        self.size = x.shape[1:3]
        self.n = self.sums(np.ones((1, *self.size, 1), x.dtype))
        self.y = self.sums(x) / self.n
        return self.y

    def sums(self, x):
        """The sum of each window."""
        padded = self.windows.pad(x)
        return sum(padded[pixels] for _, pixels in self.windows.positions(x.shape[1:3]))

    def backward(self, dy):
        """dL/dx: every window hands its gradient out in equal shares."""
        share = self.upstream(dy, self.y.shape) / self.n
        dx = self.windows.blank(share, self.size)
        for _, pixels in self.windows.positions(self.size):
            dx[pixels] += share
        return self.windows.crop(dx, self.size)
