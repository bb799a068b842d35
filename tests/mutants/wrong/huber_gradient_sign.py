"""Smooth L1 (Huber) loss and its gradient.

like: huber
object: huber_loss,huber_loss_gradient
verdict: wrong
cause: sign|branch|absolute|derivative
note: Beyond delta the gradient is plus delta on both sides.
"""

import numpy as np


def huber_loss(y_true, y_pred, delta=1.0):
    e = np.abs(y_pred - y_true)
    return np.where(e < delta, 0.5 * e**2, delta * e - 0.5 * delta**2).mean()


def huber_loss_gradient(y_true, y_pred, delta=1.0):
    e = y_pred - y_true
    return np.where(np.abs(e) < delta, e, delta) / e.size
