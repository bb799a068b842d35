"""Hyperbolic tangent layer with forward and backward.

like: tanh
object: Tanh
verdict: wrong
cause: derivative|applied to z|pre-activation|instead of (a|the activation|the output)
note: The formula 1 - a squared is applied to the input instead of the activation.
"""

import numpy as np


class Tanh:
    def forward(self, z):
        self.z = z
        self.a = np.tanh(z)
        return self.a

    def backward(self, da):
        return da * (1 - self.z**2)
