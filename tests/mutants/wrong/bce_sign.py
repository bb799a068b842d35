"""Binary cross-entropy with its gradient.

like: binary_crossentropy
object: bce_loss,bce_loss_gradient
verdict: wrong
cause: sign
note: The minus sign in front of the mean is missing in the gradient.
"""

import numpy as np


def bce_loss(y_pred, y_true):
    y_pred = np.clip(y_pred, 1e-7, 1 - 1e-7)
    return np.mean(-y_true * np.log(y_pred) - (1 - y_true) * np.log(1 - y_pred))


def bce_loss_gradient(y_pred, y_true):
    y_pred = np.clip(y_pred, 1e-7, 1 - 1e-7)
    return (y_true / y_pred - (1 - y_true) / (1 - y_pred)) / y_true.size
