"""Squared error, summed and halved.

like: mean_squared_error
object: HalfSumSquaredError
verdict: right
note: The sum over everything, halved, as the name says; the gradient is the plain difference.
"""

import numpy as np


class HalfSumSquaredError:
    def loss(self, y, y_pred):
        return 0.5 * np.sum(np.power((y - y_pred), 2))

    def gradient(self, y, y_pred):
        return -(y - y_pred)
