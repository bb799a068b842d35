r"""Max pooling with a stride of its own, channels first.

like: max_pooling2d
object: max_pool_forward,max_pool_backward
verdict: wrong
cause: overlap|accumulat|overwrit|\+=|assign|sum
note: In overlapping windows a pixel that wins twice keeps only the last gradient.
"""

import numpy as np


def max_pool_forward(x, pool_size=3, stride=1):
    N, C, H, W = x.shape
    out = np.zeros((N, C, (H - pool_size) // stride + 1, (W - pool_size) // stride + 1))
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            a, b = i * stride, j * stride
            out[:, :, i, j] = x[:, :, a : a + pool_size, b : b + pool_size].max(axis=(2, 3))
    return out, (x, pool_size, stride)


def max_pool_backward(dout, cache):
    x, k, stride = cache
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(*dout.shape):
        a, b = i * stride, j * stride
        window = x[n, c, a : a + k, b : b + k]
        r, q = divmod(window.argmax(), k)
        dx[n, c, a + r, b + q] = dout[n, c, i, j]
    return dx
