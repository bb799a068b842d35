"""Output layer: softmax followed by the cross-entropy error.

like: softmax_cross_entropy
object: SoftmaxWithLoss
verdict: right
note: A layer that keeps y and t; backward takes the gradient of the loss, one by default.
"""

import numpy as np


def log_softmax(x):
    x = x - np.max(x, axis=-1, keepdims=True)
    return x - np.log(np.sum(np.exp(x), axis=-1, keepdims=True))


class SoftmaxWithLoss:
    def __init__(self):
        self.y = None
        self.t = None

    def forward(self, x, t):
        self.t = t
        log_y = log_softmax(x)
        self.y = np.exp(log_y)
        return -np.sum(t * log_y) / x.shape[0]

    def backward(self, dout=1):
        batch_size = self.t.shape[0]
        return dout * (self.y - self.t) / batch_size
