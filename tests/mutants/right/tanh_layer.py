"""Tanh activation layer, forward_pass and backward_pass.

like: tanh
object: Tanh
verdict: right
note: The derivative comes from the kept output, 1 - a squared.
"""

import numpy as np


class Tanh:
    def forward_pass(self, z):
        self.a = np.tanh(z)
        return self.a

    def backward_pass(self, grad):
        return grad * (1 - self.a**2)
