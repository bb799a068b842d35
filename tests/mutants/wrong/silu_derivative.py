"""Swish activation layer.

like: silu
object: Swish
verdict: wrong
cause: derivative|product rule|term
note: The derivative drops the second term of the product rule.
"""

import numpy as np


class Swish:
    def forward(self, x):
        self.x = x
        self.sig = 1 / (1 + np.exp(-x))
        return x * self.sig

    def backward(self, dout):
        return dout * self.sig
