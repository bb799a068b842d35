"""Inverted dropout with a kept mask.

like: dropout
object: Dropout
verdict: right
note: Scaled by 1/keep while training, the identity at test time.
"""

import numpy as np


class Dropout:
    def __init__(self, p=0.5):
        self.p = p

    def forward(self, x, training=True):
        if not training:
            return x
        keep = 1 - self.p
        self.mask = (np.random.rand(*x.shape) < keep) / keep
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask
