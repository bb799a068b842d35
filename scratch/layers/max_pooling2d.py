r"""Max pooling: y_pqc = max_ij x_{ps+i, qs+j, c}.

Source: Riesenhuber and Poggio, "Hierarchical models of object recognition in cortex", 1999;
Scherer, Müller, Behnke, "Evaluation of pooling operations", 2010.
"""

import numpy as np

from scratch.layers.pooling import Pooling2D


class MaxPooling2D(Pooling2D):
    r"""The greatest number of each window; what lies beyond the image's edge never wins.

    Shapes: x (batch, height, width, channels), y (batch, places down, places across, channels).

    The gradient goes to the winner: dL/dx_n sums dL/dy over the windows that x_n won. Where several
    pixels share the maximum, the first of them wins, row by row.

    >>> MaxPooling2D().forward(np.arange(16.0).reshape(1, 4, 4, 1))[0, :, :, 0]
    array([[ 5.,  7.],
           [13., 15.]])
    """

    def forward(self, x, training=False):
        """The maximum of each window."""
        x = self.prepare(x, rank=4)
        self.size = x.shape[1:3]
        self.padded = self.windows.pad(x, -np.inf)
        (_, pixels), *others = self.windows.positions(self.size)
        self.y = self.padded[pixels].copy()
        for _, pixels in others:
            np.maximum(self.y, self.padded[pixels], out=self.y)
        return self.y

    def backward(self, dy):
        """dL/dx: dy at the first winner of each window, 0 elsewhere."""
        dy = self.upstream(dy, self.y.shape)
        dx = np.zeros(self.padded.shape, dy.dtype)
        undecided = np.ones(self.y.shape, bool)
        for _, pixels in self.windows.positions(self.size):
            wins = undecided & (self.padded[pixels] == self.y)
            undecided ^= wins
            dx[pixels] += dy * wins
        return self.windows.crop(dx, self.size)
