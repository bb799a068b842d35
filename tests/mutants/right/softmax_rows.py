"""Softmax over the classes of each row.

like: softmax
object: softmax
verdict: right
note: Forward alone, shifted by the row's maximum.
"""

import numpy as np


def softmax(x):
    shifted = x - np.max(x, axis=1, keepdims=True)
    exps = np.exp(shifted)
    return exps / exps.sum(axis=1, keepdims=True)
