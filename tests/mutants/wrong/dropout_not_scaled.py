r"""Dropout layer.

like: dropout
object: Dropout
verdict: wrong
cause: scal|1/keep|1 ?/ ?\(1 ?- ?|factor|expect
note: The kept values are not scaled up, so the mean changes between training and test.
"""

import numpy as np


class Dropout:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, training=True):
        if not training:
            return x
        self.mask = np.random.rand(*x.shape) >= self.rate
        return x * self.mask

    def backward(self, dy):
        return dy * self.mask
