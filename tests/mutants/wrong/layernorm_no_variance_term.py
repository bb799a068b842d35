"""LayerNormalization with gradients dgamma, dbeta.

like: layer_normalization
object: LayerNormalization
verdict: wrong
cause: variance|term
note: The backward pass only subtracts the mean; the path through the variance is missing.
"""

import numpy as np


class LayerNormalization:
    def __init__(self, units, epsilon=1e-3):
        self.gamma, self.beta = np.ones(units), np.zeros(units)
        self.epsilon = epsilon

    def forward(self, x):
        self.s = np.sqrt(x.var(axis=-1, keepdims=True) + self.epsilon)
        self.n = (x - x.mean(axis=-1, keepdims=True)) / self.s
        return self.n * self.gamma + self.beta

    def backward(self, dy):
        self.dgamma = (dy * self.n).sum(axis=0)
        self.dbeta = dy.sum(axis=0)
        dn = dy * self.gamma
        return (dn - dn.mean(axis=-1, keepdims=True)) / self.s
