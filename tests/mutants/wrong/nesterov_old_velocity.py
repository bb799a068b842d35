"""Nesterov momentum, one array at a time.

like: sgd
object: NesterovMomentum
verdict: wrong
cause: nesterov|look.?ahead|velocity
note: The look-ahead uses the velocity of the step before.
"""

import numpy as np


class NesterovMomentum:
    def __init__(self, lr=0.01, momentum=0.9, nesterov=True):
        self.lr, self.momentum, self.nesterov = lr, momentum, nesterov
        self.v = None

    def update(self, w, g):
        if self.v is None:
            self.v = np.zeros_like(w)
        v_prev = self.v
        self.v = self.momentum * v_prev - self.lr * g
        return w + self.momentum * v_prev - self.lr * g
