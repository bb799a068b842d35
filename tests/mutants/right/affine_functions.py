"""Affine layer as two functions with a cache.

like: dense
object: affine_forward,affine_backward
verdict: right
note: affine_forward(x, w, b) returns (out, cache), affine_backward(dout, cache) returns the three gradients.
"""


def affine_forward(x, w, b):
    out = x.reshape(x.shape[0], -1).dot(w) + b
    cache = (x, w, b)
    return out, cache


def affine_backward(dout, cache):
    x, w, b = cache
    dx = dout.dot(w.T).reshape(x.shape)
    dw = x.reshape(x.shape[0], -1).T.dot(dout)
    db = dout.sum(axis=0)
    return dx, dw, db
