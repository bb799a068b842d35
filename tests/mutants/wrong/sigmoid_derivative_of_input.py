"""Sigmoid layer.

like: sigmoid
object: Sigmoid
verdict: wrong
cause: derivative|applied to z|pre-activation|instead of (a|the activation|the output)
note: The formula a (1 - a) is applied to the input z instead of the activation.
"""

import numpy as np


class Sigmoid:
    def forward(self, x):
        self.inputs = x
        return 1 / (1 + np.exp(-x))

    def backward(self, dvalues):
        return dvalues * self.inputs * (1 - self.inputs)
