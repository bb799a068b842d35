"""Layer normalization with scale and shift.

like: layer_normalization
object: LayerNorm
verdict: wrong
cause: axis|batch
note: The statistics are taken over the batch, which is batch normalization.
"""

import numpy as np


class LayerNorm:
    def __init__(self, dim, eps=1e-5):
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.eps = eps

    def forward(self, x):
        mean = x.mean(axis=0, keepdims=True)
        var = x.var(axis=0, keepdims=True)
        return self.gamma * (x - mean) / np.sqrt(var + self.eps) + self.beta
