"""Softmax of a batch; x has shape (samples, classes).

like: softmax
object: softmax
verdict: wrong
cause: axis
note: It normalises over the samples instead of the classes.
"""

import numpy as np


def softmax(x):
    """x: (n_samples, n_classes), one row per sample."""
    e = np.exp(x - np.max(x, axis=0))
    return e / np.sum(e, axis=0)
