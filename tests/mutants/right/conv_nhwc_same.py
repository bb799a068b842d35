"""Convolution of channels-last images with zero padding, so that the size is kept.

like: conv2d
object: ConvLayer
verdict: right
note: Keras's layouts and "same" padding with a 3 by 3 kernel.
"""

import numpy as np


class ConvLayer:
    def __init__(self, filters, kernel_size, channels):
        self.kernel = np.random.normal(0, 0.1, (kernel_size, kernel_size, channels, filters))
        self.bias = np.zeros(filters)
        self.pad = kernel_size // 2

    def forward(self, images):
        p, (k, _, _, f) = self.pad, self.kernel.shape
        self.padded = np.pad(images, ((0, 0), (p, p), (p, p), (0, 0)))
        n, h, w, _ = images.shape
        out = np.zeros((n, h, w, f), dtype=images.dtype)
        for di in range(k):
            for dj in range(k):
                out += self.padded[:, di : di + h, dj : dj + w] @ self.kernel[di, dj]
        return out + self.bias

    def backward(self, grad):
        p, k = self.pad, self.kernel.shape[0]
        _, h, w, _ = grad.shape
        self.grad_bias = grad.sum(axis=(0, 1, 2))
        self.grad_kernel = np.zeros_like(self.kernel)
        dpadded = np.zeros_like(self.padded)
        for di in range(k):
            for dj in range(k):
                window = self.padded[:, di : di + h, dj : dj + w]
                self.grad_kernel[di, dj] = np.einsum("nhwc,nhwf->cf", window, grad)
                dpadded[:, di : di + h, dj : dj + w] += grad @ self.kernel[di, dj].T
        return dpadded[:, p : p + h, p : p + w]
