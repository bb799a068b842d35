"""Softmax for a network that keeps one sample per column.

like: softmax
object: softmax
verdict: right
note: Samples are columns, so the sum runs over axis 0.
"""

import numpy as np


def softmax(Z):
    """Z has shape (n_classes, m): one example per column."""
    e = np.exp(Z - Z.max(axis=0, keepdims=True))
    return e / np.sum(e, axis=0, keepdims=True)
