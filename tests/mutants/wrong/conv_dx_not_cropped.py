"""Convolution with padding one: forward and backward.

like: conv2d
object: Conv
verdict: wrong
cause: pad|shift|crop|off by one|offset
note: The gradient of the padded image is cropped at its corner instead of its middle.
"""

import numpy as np


class Conv:
    def __init__(self, in_channels, n_filters, pad=1):
        self.W = np.random.randn(3, 3, in_channels, n_filters) * 0.1
        self.b = np.zeros(n_filters)
        self.pad = pad

    def forward(self, x):
        p = self.pad
        self.xp = np.pad(x, ((0, 0), (p, p), (p, p), (0, 0)))
        h, w = self.xp.shape[1] - 2, self.xp.shape[2] - 2
        out = self.b
        for a in range(3):
            for c in range(3):
                out = out + self.xp[:, a : a + h, c : c + w] @ self.W[a, c]
        return out

    def backward(self, dout):
        _, h, w, _ = dout.shape
        self.db = dout.sum(axis=(0, 1, 2))
        self.dW = np.zeros_like(self.W)
        dxp = np.zeros_like(self.xp)
        for a in range(3):
            for c in range(3):
                self.dW[a, c] = np.einsum("nijc,nijf->cf", self.xp[:, a : a + h, c : c + w], dout)
                dxp[:, a : a + h, c : c + w] += dout @ self.W[a, c].T
        return dxp[:, :h, :w]
