"""Layer normalization as in a well-known annotated paper.

like: layer_normalization
object: LayerNorm
verdict: wrong
cause: ddof|n ?- ?1|unbiased|bessel
note: The deviation is the unbiased one, ddof=1, as torch.std's default is.
"""

import numpy as np


class LayerNorm:
    def __init__(self, features, eps=1e-5):
        self.weight = np.ones(features)
        self.bias = np.zeros(features)
        self.eps = eps

    def __call__(self, x):
        mean = x.mean(-1, keepdims=True)
        var = x.var(-1, keepdims=True, ddof=1)
        return self.weight * (x - mean) / np.sqrt(var + self.eps) + self.bias
