"""Huber loss.

like: huber
object: huber
verdict: wrong
cause: branch|swapped|delta|condition
note: The branches are exchanged: absolute near zero, squared far out.
"""

import numpy as np


def huber(y_true, y_pred, delta=1.0):
    d = np.abs(y_true - y_pred)
    quadratic = 0.5 * d**2
    linear = delta * (d - 0.5 * delta)
    return np.mean(np.where(d > delta, quadratic, linear))
