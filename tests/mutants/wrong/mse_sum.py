"""Squared error loss, with its gradient.

like: mean_squared_error
object: mse,mse_grad
verdict: wrong
cause: 1/n|factor|mean|averag|divid|number of elements
note: The squares are summed, not averaged.
"""

import numpy as np


def mse(y_true, y_pred):
    return np.sum((y_true - y_pred) ** 2)


def mse_grad(y_true, y_pred):
    return 2 * (y_pred - y_true)
