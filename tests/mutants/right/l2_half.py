"""L2 regularization with the factor one half.

like: l2
object: L2Regularization
verdict: right
note: lambda/2 times the sum of squares, whose gradient is lambda w: consistent, and PyTorch's weight decay.
"""

import numpy as np


class L2Regularization:
    def __init__(self, alpha=0.01):
        self.alpha = alpha

    def __call__(self, w):
        return 0.5 * self.alpha * np.sum(np.square(w))

    def grad(self, w):
        return self.alpha * w
