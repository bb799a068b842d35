"""Leaky ReLU with a small slope for negative inputs.

like: leaky_relu
object: LeakyReLU
verdict: right
note: PyTorch's slope 0.01, called like a function.
"""

import numpy as np


class LeakyReLU:
    def __init__(self, negative_slope=0.01):
        self.negative_slope = negative_slope

    def __call__(self, x):
        self.x = x
        return np.where(x > 0, x, self.negative_slope * x)

    def backward(self, dy):
        return dy * np.where(self.x > 0, 1.0, self.negative_slope)
