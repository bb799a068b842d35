"""LayerNorm in the style of a transformer from scratch.

like: layer_normalization
object: LayerNorm
verdict: wrong
cause: ddof|unbiased|bessel|n ?- ?1|n-1|biased|sample (variance|standard)
note: The standard deviation is the unbiased one, with n - 1.
"""

import numpy as np


class LayerNorm:
    def __init__(self, features, eps=1e-5):
        self.a_2 = np.ones(features)
        self.b_2 = np.zeros(features)
        self.eps = eps

    def forward(self, x):
        mean = x.mean(-1, keepdims=True)
        var = x.var(-1, keepdims=True, ddof=1)
        return self.a_2 * (x - mean) / np.sqrt(var + self.eps) + self.b_2
