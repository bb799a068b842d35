"""Sigmoid in two pieces so that nothing overflows.

like: sigmoid
object: stable_sigmoid
verdict: right
note: Forward alone; e is only raised to negative powers.
"""

import numpy as np


def stable_sigmoid(x):
    out = np.empty_like(x)
    pos = x >= 0
    out[pos] = 1 / (1 + np.exp(-x[pos]))
    e = np.exp(x[~pos])
    out[~pos] = e / (1 + e)
    return out
