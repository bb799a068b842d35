"""L2 regulariser with value and gradient.

like: l2
object: L2
verdict: wrong
cause: sign
note: The gradient has the wrong sign and makes the weights grow.
"""

import numpy as np


class L2:
    def __init__(self, l2=0.01):
        self.l2 = l2

    def __call__(self, w):
        return self.l2 * np.sum(w * w)

    def gradient(self, w):
        return -2 * self.l2 * w
