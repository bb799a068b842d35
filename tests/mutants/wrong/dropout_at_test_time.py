"""Inverted dropout with a training flag.

like: dropout
object: Dropout
verdict: wrong
cause: training|inference|test
note: The flag is ignored: units are dropped at test time as well.
"""

import numpy as np


class Dropout:
    def __init__(self, p=0.5):
        self.p = p

    def forward(self, x, training=False):
        self.mask = (np.random.rand(*x.shape) > self.p) / (1 - self.p)
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask
