r"""Average pooling with torch's arguments and no padding.

like: average_pooling2d
object: avg_pool2d
verdict: wrong
cause: output size|last (row|column|window)|off by one|too (small|few|short)|shape|\+ ?1|crop
note: The output size lacks the + 1, so that the last row and column of windows is lost.
"""

import numpy as np


def avg_pool2d(x, kernel_size=2, stride=2):
    """x: (N, C, H, W)"""
    n, c, h, w = x.shape
    oh, ow = (h - kernel_size) // stride, (w - kernel_size) // stride
    out = np.zeros((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            r, q = i * stride, j * stride
            out[:, :, i, j] = x[:, :, r : r + kernel_size, q : q + kernel_size].mean(axis=(2, 3))
    return out
