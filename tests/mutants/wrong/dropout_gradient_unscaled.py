"""Dropout with a boolean mask.

like: dropout
object: Dropout
verdict: wrong
cause: scal|factor|mask|keep
note: The forward pass divides by the keep probability, the backward pass does not.
"""

import numpy as np


class Dropout:
    def __init__(self, keep_prob=0.8):
        self.keep_prob = keep_prob

    def forward(self, a, training=True):
        if not training:
            return a
        self.d = np.random.rand(*a.shape) < self.keep_prob
        return a * self.d / self.keep_prob

    def backward(self, da):
        return da * self.d
