r"""Embedding layer for token numbers.

like: embedding
object: Embedding
verdict: wrong
cause: duplicate|repeated|add\.at|scatter|same (token|index)|lost
note: Fancy indexing with += counts a repeated token only once.
"""

import numpy as np


class Embedding:
    def __init__(self, vocab_size, embed_dim):
        self.weights = np.random.randn(vocab_size, embed_dim) * 0.1

    def forward(self, tokens):
        self.tokens = tokens
        return self.weights[tokens]

    def backward(self, grad):
        self.dweights = np.zeros_like(self.weights)
        self.dweights[self.tokens] += grad
