"""L1 (lasso) penalty with a gradient.

like: l1
object: L1
verdict: right
note: The gradient is lambda times the sign.
"""

import numpy as np


class L1:
    def __init__(self, lam=0.01):
        self.lam = lam

    def __call__(self, w):
        return self.lam * np.abs(w).sum()

    def gradient(self, w):
        return self.lam * np.sign(w)
