"""Dropout layer with forward and backward.

like: dropout
object: DropoutLayer
verdict: wrong
cause: mask
note: The backward pass draws a new mask instead of reusing that of the forward pass.
"""

import numpy as np


class DropoutLayer:
    def __init__(self, drop_prob=0.3):
        self.drop_prob = drop_prob

    def draw(self, shape):
        keep = 1.0 - self.drop_prob
        return np.random.binomial(1, keep, size=shape) / keep

    def forward(self, x, training=True):
        return x * self.draw(x.shape) if training else x

    def backward(self, grad):
        return grad * self.draw(grad.shape)
