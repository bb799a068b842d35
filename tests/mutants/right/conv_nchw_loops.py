"""Convolutional layer with loops, channels first.

like: conv2d
object: Conv2D
verdict: right
note: PyTorch's layouts: images (N, C, H, W), filters (F, C, k, k).
"""

import numpy as np


class Conv2D:
    def __init__(self, in_channels, out_channels, kernel_size):
        self.k = kernel_size
        self.weights = np.random.randn(out_channels, in_channels, kernel_size, kernel_size) * 0.1
        self.bias = np.zeros(out_channels)

    def forward(self, x):
        self.x = x
        n, _, h, w = x.shape
        k = self.k
        out = np.zeros((n, len(self.bias), h - k + 1, w - k + 1))
        for i in range(h - k + 1):
            for j in range(w - k + 1):
                patch = x[:, :, i : i + k, j : j + k]
                out[:, :, i, j] = np.tensordot(patch, self.weights, axes=([1, 2, 3], [1, 2, 3]))
        return out + self.bias[None, :, None, None]

    def backward(self, dout):
        k = self.k
        dx = np.zeros_like(self.x)
        self.dW = np.zeros_like(self.weights)
        self.db = dout.sum(axis=(0, 2, 3))
        for i in range(dout.shape[2]):
            for j in range(dout.shape[3]):
                d = dout[:, :, i, j]
                self.dW += np.tensordot(d, self.x[:, :, i : i + k, j : j + k], axes=([0], [0]))
                dx[:, :, i : i + k, j : j + k] += np.tensordot(d, self.weights, axes=([1], [0]))
        return dx
