"""Mean absolute error and its gradient.

like: mean_absolute_error
object: mae,mae_gradient
verdict: wrong
cause: sign|derivative
note: The gradient is the difference itself where it should be its sign.
"""

import numpy as np


def mae(y_true, y_pred):
    return np.mean(np.abs(y_true - y_pred))


def mae_gradient(y_true, y_pred):
    return (y_pred - y_true) / y_true.size
