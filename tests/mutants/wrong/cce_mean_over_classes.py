"""Categorical cross-entropy for one-hot targets.

like: categorical_crossentropy
object: categorical_cross_entropy
verdict: wrong
cause: factor|mean|number of classes|averag|1/k|divid
note: It averages over classes too, so the loss is too small by the number of classes.
"""

import numpy as np


def categorical_cross_entropy(y_true, y_pred):
    y_pred = np.clip(y_pred, 1e-7, 1.0)
    return -np.mean(y_true * np.log(y_pred))
