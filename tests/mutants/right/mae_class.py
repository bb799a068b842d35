"""Mean absolute error.

like: mean_absolute_error
object: MeanAbsoluteError
verdict: right
note: A class with calculate and backward(y_pred, y_true).
"""

import numpy as np


class MeanAbsoluteError:
    def calculate(self, y_pred, y_true):
        return np.mean(np.abs(y_true - y_pred))

    def backward(self, y_pred, y_true):
        return np.sign(y_pred - y_true) / y_pred.size
