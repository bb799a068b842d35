"""Max pooling, channels last, the gradient goes to the first winner.

like: max_pooling2d
object: MaxPool2D
verdict: right
note: Among equal values the first wins, as in both frameworks.
"""

import numpy as np


class MaxPool2D:
    def __init__(self, pool_size=2):
        self.size = pool_size

    def forward(self, x):
        self.x = x
        s = self.size
        n, h, w, c = x.shape
        out = np.zeros((n, h // s, w // s, c))
        for i in range(h // s):
            for j in range(w // s):
                out[:, i, j] = x[:, i * s : (i + 1) * s, j * s : (j + 1) * s].max(axis=(1, 2))
        return out

    def backward(self, dy):
        s = self.size
        dx = np.zeros_like(self.x)
        n, oh, ow, c = dy.shape
        for b in range(n):
            for i in range(oh):
                for j in range(ow):
                    for ch in range(c):
                        window = self.x[b, i * s : (i + 1) * s, j * s : (j + 1) * s, ch]
                        r, q = np.unravel_index(np.argmax(window), window.shape)
                        dx[b, i * s + r, j * s + q, ch] += dy[b, i, j, ch]
        return dx
