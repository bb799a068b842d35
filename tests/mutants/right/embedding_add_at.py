"""Embedding table; equal tokens add up their gradients.

like: embedding
object: Embedding
verdict: right
note: np.add.at sums over repeated indices.
"""

import numpy as np


class Embedding:
    def __init__(self, vocab_size, dim):
        self.W = np.random.randn(vocab_size, dim) * 0.01

    def forward(self, idx):
        self.idx = idx
        return self.W[idx]

    def backward(self, dout):
        self.dW = np.zeros_like(self.W)
        np.add.at(self.dW, self.idx, dout)
