"""Average pooling, channels last.

like: average_pooling2d
object: AveragePooling2D
verdict: wrong
cause: factor|divid|window|pool size|1/|averag
note: The gradient is copied to every pixel of the window and not divided by their number.
"""

import numpy as np


class AveragePooling2D:
    def __init__(self, pool_size=2):
        self.pool_size = pool_size

    def forward(self, x):
        n, h, w, c = x.shape
        p = self.pool_size
        out = np.zeros((n, h // p, w // p, c))
        for i in range(h // p):
            for j in range(w // p):
                out[:, i, j] = np.mean(x[:, i * p : i * p + p, j * p : j * p + p], axis=(1, 2))
        return out

    def backward(self, grad):
        p = self.pool_size
        return np.kron(grad, np.ones((1, p, p, 1)))
