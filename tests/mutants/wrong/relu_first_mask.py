"""Activation layer for hidden units.

like: relu
object: Relu
verdict: wrong
cause: state|stale|first call|earlier call|cache|previous call
note: The mask is made on the first call only, so later calls use a stale one.
"""

import numpy as np


class Relu:
    def __init__(self):
        self.mask = None

    def forward(self, inputs):
        if self.mask is None:
            self.mask = (inputs > 0).astype(float)
        return np.maximum(inputs, 0)

    def backward(self, dvalues):
        return dvalues * self.mask
