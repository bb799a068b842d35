"""Naive convolution with stride and padding, as a pair of functions.

like: conv2d
object: conv_forward_naive,conv_backward_naive
verdict: right
note: conv_param holds stride and pad; the cache goes from forward to backward.
"""

import numpy as np


def conv_forward_naive(x, w, b, conv_param):
    stride, pad = conv_param["stride"], conv_param["pad"]
    N, C, H, W = x.shape
    F, _, HH, WW = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)), mode="constant")
    H2 = 1 + (H + 2 * pad - HH) // stride
    W2 = 1 + (W + 2 * pad - WW) // stride
    out = np.zeros((N, F, H2, W2))
    for n in range(N):
        for f in range(F):
            for i in range(H2):
                for j in range(W2):
                    a, c = i * stride, j * stride
                    out[n, f, i, j] = np.sum(xp[n, :, a : a + HH, c : c + WW] * w[f]) + b[f]
    return out, (x, w, b, conv_param)


def conv_backward_naive(dout, cache):
    x, w, b, conv_param = cache
    stride, pad = conv_param["stride"], conv_param["pad"]
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)), mode="constant")
    dxp, dw, db = np.zeros_like(xp), np.zeros_like(w), dout.sum(axis=(0, 2, 3))
    F, _, HH, WW = w.shape
    for n in range(dout.shape[0]):
        for f in range(F):
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    a, c = i * stride, j * stride
                    dw[f] += dout[n, f, i, j] * xp[n, :, a : a + HH, c : c + WW]
                    dxp[n, :, a : a + HH, c : c + WW] += dout[n, f, i, j] * w[f]
    dx = dxp[:, :, pad : pad + x.shape[2], pad : pad + x.shape[3]]
    return dx, dw, db
