"""Dropout; rate is the share of units that are dropped.

like: dropout
object: Dropout
verdict: wrong
cause: scal|factor|1 ?- ?rate|keep|rate
note: Scaled by one over the rate instead of one over the share that is kept.
"""

import numpy as np


class Dropout:
    def __init__(self, rate=0.2):
        self.rate = rate
        self.mask = None

    def forward(self, inputs, training=True):
        if not training:
            return inputs
        self.mask = (np.random.uniform(size=inputs.shape) > self.rate) / self.rate
        return inputs * self.mask

    def backward(self, dvalues):
        return dvalues * self.mask
