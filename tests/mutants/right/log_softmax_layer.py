"""Log-softmax with the usual shift by the maximum.

like: log_softmax
object: LogSoftmax
verdict: right
note: The backward pass subtracts softmax times the sum of the incoming gradients.
"""

import numpy as np


class LogSoftmax:
    def forward(self, x):
        x = x - x.max(axis=-1, keepdims=True)
        self.out = x - np.log(np.exp(x).sum(axis=-1, keepdims=True))
        return self.out

    def backward(self, grad):
        return grad - np.exp(self.out) * grad.sum(axis=-1, keepdims=True)
