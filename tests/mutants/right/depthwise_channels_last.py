"""Depthwise convolution, forward only: every channel has its own filter.

like: depthwise_conv2d
object: depthwise_conv2d
verdict: right
note: Channels last, filters (kh, kw, C), no padding; forward alone.
"""

import numpy as np


def depthwise_conv2d(x, kernel, stride=1):
    n, h, w, c = x.shape
    kh, kw, kc = kernel.shape
    assert kc == c
    oh, ow = (h - kh) // stride + 1, (w - kw) // stride + 1
    out = np.zeros((n, oh, ow, c), dtype=x.dtype)
    for i in range(oh):
        for j in range(ow):
            patch = x[:, i * stride : i * stride + kh, j * stride : j * stride + kw, :]
            out[:, i, j, :] = (patch * kernel).sum(axis=(1, 2))
    return out
