"""Mean squared error and its gradient, y_true first.

like: mean_squared_error
object: mse_loss,mse_gradient
verdict: right
note: The mean over all elements; the gradient has the 2 and the number of elements.
"""

import numpy as np


def mse_loss(y_true, y_pred):
    return np.mean(np.square(y_true - y_pred))


def mse_gradient(y_true, y_pred):
    return 2 * (y_pred - y_true) / y_true.size
