"""Leaky ReLU layer with a settable slope.

like: leaky_relu
object: LeakyReLU
verdict: wrong
cause: slope|side|branch|swapped|sign
note: The branches are swapped: the slope is applied to the positive side.
"""

import numpy as np


class LeakyReLU:
    def __init__(self, alpha=0.2):
        self.alpha = alpha

    def forward(self, x):
        self.slope = np.where(x < 0, 1.0, self.alpha)
        return x * self.slope

    def backward(self, dy):
        return dy * self.slope
