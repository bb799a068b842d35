"""Softmax layer with a backward pass.

like: softmax
object: Softmax
verdict: wrong
cause: cross term|jacobian|off-diagonal|diagonal
note: The backward pass keeps the Jacobian's diagonal only.
"""

import numpy as np


class Softmax:
    def forward(self, x):
        e = np.exp(x - x.max(axis=1, keepdims=True))
        self.p = e / e.sum(axis=1, keepdims=True)
        return self.p

    def backward(self, dout):
        return dout * self.p * (1 - self.p)
