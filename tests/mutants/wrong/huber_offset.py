"""Huber loss with gradient.

like: huber
object: HuberLoss
verdict: wrong
cause: offset|constant|delta|branch|term|half
note: The linear branch lacks the constant that joins it to the parabola.
"""

import numpy as np


class HuberLoss:
    def __init__(self, delta=1.0):
        self.delta = delta

    def forward(self, y_pred, y_true):
        self.r = y_pred - y_true
        a = np.abs(self.r)
        return np.mean(np.where(a <= self.delta, 0.5 * a * a, self.delta * a))

    def backward(self):
        return np.clip(self.r, -self.delta, self.delta) / self.r.size
