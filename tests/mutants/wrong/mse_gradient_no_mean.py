"""Mean squared error and derivative.

like: mean_squared_error
object: mse,mse_derivative
verdict: wrong
cause: 1/n|factor|mean|averag|divid|number of elements
note: The loss is a mean, its gradient is not divided by the number of elements.
"""

import numpy as np


def mse(y_true, y_pred):
    return np.mean((y_pred - y_true) ** 2)


def mse_derivative(y_true, y_pred):
    return 2 * (y_pred - y_true)
