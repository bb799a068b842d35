"""Layer norm over the last axis.

like: layer_normalization
object: LayerNorm
verdict: right
note: Works for sequences too; parameters a and b are named weight and bias.
"""

import numpy as np


class LayerNorm:
    def __init__(self, normalized_shape, eps=1e-5):
        self.weight = np.ones(normalized_shape)
        self.bias = np.zeros(normalized_shape)
        self.eps = eps

    def __call__(self, x):
        xc = x - x.mean(-1, keepdims=True)
        self.rstd = (np.mean(xc * xc, -1, keepdims=True) + self.eps) ** -0.5
        self.norm = xc * self.rstd
        return self.norm * self.weight + self.bias

    def backward(self, dout):
        lead = tuple(range(dout.ndim - 1))
        self.weight_grad = (dout * self.norm).sum(lead)
        self.bias_grad = dout.sum(lead)
        dn = dout * self.weight
        dx = dn - dn.mean(-1, keepdims=True) - self.norm * (dn * self.norm).mean(-1, keepdims=True)
        return dx * self.rstd
