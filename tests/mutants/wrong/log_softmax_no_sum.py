"""Log-softmax layer for use with a negative log likelihood.

like: log_softmax
object: LogSoftmax
verdict: wrong
cause: cross term|jacobian|sum|derivative
note: The backward pass multiplies each gradient with its own probability instead of summing first.
"""

import numpy as np


class LogSoftmax:
    def forward(self, x):
        shifted = x - x.max(axis=1, keepdims=True)
        self.logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        return self.logp

    def backward(self, dy):
        return dy - np.exp(self.logp) * dy
