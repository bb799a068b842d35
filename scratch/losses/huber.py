r"""Huber loss: squared for differences up to δ, absolute beyond.

With d = y_pred - y_true,

    L = (1/N) Σ d²/2           where |d| <= δ,
                δ|d| - δ²/2    elsewhere.

With c = d cut to [-δ, δ], both branches are c (d - c/2).

Source: Huber, "Robust Estimation of a Location Parameter", 1964.
"""

import numpy as np

from scratch.losses.loss import Loss
from scratch.validation import number, reject


class Huber(Loss):
    """The mean of c (d - c/2); dL/dy_pred = c / N, so no outlier pulls harder than δ.

    Arguments:
        delta: δ > 0, the size of a difference from which it counts as an outlier.

    >>> loss = Huber(delta=1.0)
    >>> float(loss(np.array([0.0, 0.0]), np.array([0.5, 3.0])))
    1.3125
    >>> loss.backward()
    array([0.25, 0.5 ])
    """

    def __init__(self, delta=1.0):
        self.delta = float(number("delta", delta))
        if delta <= 0:
            reject("delta", "a finite number > 0", delta)

    def __call__(self, y_true, y_pred):
        """(1/N) Σ c (d - c/2)."""
        y_true, y_pred = self.prepare(y_true, y_pred)
        d = y_pred - y_true
        self.c = np.clip(d, -self.delta, self.delta)
        return np.mean(self.c * (d - self.c / 2))

    def backward(self):
        """The cut differences, divided by N: c / N."""
        return self.c / self.c.size
