"""Cross-entropy when the labels are integers.

like: sparse_categorical_crossentropy
object: sparse_cross_entropy
verdict: wrong
cause: index|pick|select|row|label
note: y_pred[:, y] picks a column for every pair of samples instead of one entry for each.
"""

import numpy as np


def sparse_cross_entropy(y, y_pred):
    y_pred = np.clip(y_pred, 1e-7, 1 - 1e-7)
    return -np.mean(np.log(y_pred[:, y]))
