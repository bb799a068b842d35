"""Adam, one optimizer for each array.

like: adam
object: AdamOptimizer
verdict: wrong
cause: bias correction|bias-correction|correction
note: Only the second moment is corrected for its start at zero.
"""

import numpy as np


class AdamOptimizer:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps = lr, b1, b2, eps
        self.m = self.v = 0
        self.t = 0

    def update(self, w, dw):
        self.t += 1
        self.m = self.b1 * self.m + (1 - self.b1) * dw
        self.v = self.b2 * self.v + (1 - self.b2) * dw**2
        v_hat = self.v / (1 - self.b2**self.t)
        return w - self.lr * self.m / (np.sqrt(v_hat) + self.eps)
