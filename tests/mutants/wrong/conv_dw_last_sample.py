"""Convolution as a pair of functions, channels first.

like: conv2d
object: conv_forward,conv_backward
verdict: wrong
cause: batch|sample|sum|accumulat|overwrit
note: dW is assigned inside the loop over the samples, so only the last one is left.
"""

import numpy as np


def conv_forward(x, w, b):
    n, _, h, wd = x.shape
    f, _, k, _ = w.shape
    out = np.zeros((n, f, h - k + 1, wd - k + 1))
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            out[:, :, i, j] = np.einsum("nchw,fchw->nf", x[:, :, i : i + k, j : j + k], w) + b
    return out, (x, w)


def conv_backward(dout, cache):
    x, w = cache
    k = w.shape[2]
    dx, dw = np.zeros_like(x), np.zeros_like(w)
    for n in range(len(x)):
        sample = np.zeros_like(w)
        for i in range(dout.shape[2]):
            for j in range(dout.shape[3]):
                d = dout[n, :, i, j]
                sample += d[:, None, None, None] * x[n, :, i : i + k, j : j + k]
                dx[n, :, i : i + k, j : j + k] += np.tensordot(d, w, axes=1)
        dw = sample
    return dx, dw, dout.sum(axis=(0, 2, 3))
