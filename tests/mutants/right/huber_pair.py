"""Huber loss and gradient, delta one by default.

like: huber
object: huber_loss,huber_gradient
verdict: right
note: Both branches in one where; the gradient is clipped.
"""

import numpy as np


def huber_loss(y_true, y_pred, delta=1.0):
    err = y_pred - y_true
    small = np.abs(err) <= delta
    return np.mean(np.where(small, 0.5 * err**2, delta * (np.abs(err) - 0.5 * delta)))


def huber_gradient(y_true, y_pred, delta=1.0):
    return np.clip(y_pred - y_true, -delta, delta) / y_true.size
