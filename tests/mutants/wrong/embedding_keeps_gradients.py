"""Embedding with grads in a list, as its params.

like: embedding
object: Embedding
verdict: wrong
cause: accumulat|state|previous|earlier|reset|between calls
note: The gradients of all earlier batches stay in the sum.
"""

import numpy as np


class Embedding:
    def __init__(self, W):
        self.params = [W]
        self.grads = [np.zeros_like(W)]

    def forward(self, idx):
        self.idx = idx
        return self.params[0][idx]

    def backward(self, dout):
        np.add.at(self.grads[0], self.idx, dout)
