"""Loss of a regression: mean of the squared errors.

like: mean_squared_error
object: loss
verdict: wrong
cause: root|sqrt
note: It takes the square root at the end, so it is not the mean squared error.
"""

import numpy as np


def loss(y_true, y_pred):
    return np.sqrt(np.mean((y_true - y_pred) ** 2))
