r"""Binary cross-entropy for the output of a sigmoid.

like: binary_crossentropy
object: binary_cross_entropy
verdict: wrong
cause: clip|log\(0\)|log of (0|zero)|nan|inf|epsilon
note: Nothing keeps a probability of exactly 0 or 1 away from the logarithm, so the loss is NaN.
"""

import numpy as np


def binary_cross_entropy(y_true, y_pred):
    return -np.mean(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred))
