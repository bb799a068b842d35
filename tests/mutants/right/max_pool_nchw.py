"""Max pooling as two functions, channels first, with pool_param.

like: max_pooling2d
object: max_pool_forward,max_pool_backward
verdict: right
note: pool_param has pool_height, pool_width and stride; the windows may overlap.
"""

import numpy as np


def max_pool_forward(x, pool_param):
    ph, pw, s = pool_param["pool_height"], pool_param["pool_width"], pool_param["stride"]
    N, C, H, W = x.shape
    out = np.zeros((N, C, 1 + (H - ph) // s, 1 + (W - pw) // s))
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            out[:, :, i, j] = x[:, :, i * s : i * s + ph, j * s : j * s + pw].max(axis=(2, 3))
    return out, (x, pool_param)


def max_pool_backward(dout, cache):
    x, p = cache
    ph, pw, s = p["pool_height"], p["pool_width"], p["stride"]
    dx = np.zeros_like(x)
    N, C, H2, W2 = dout.shape
    for n, c, i, j in np.ndindex(N, C, H2, W2):
        window = x[n, c, i * s : i * s + ph, j * s : j * s + pw]
        k = window.argmax()
        dx[n, c, i * s + k // pw, j * s + k % pw] += dout[n, c, i, j]
    return dx
