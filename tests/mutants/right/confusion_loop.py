"""Confusion matrix with a loop.

like: confusion_matrix
object: confusion_matrix
verdict: right
note: Rows are true classes, columns predicted ones.
"""

import numpy as np


def confusion_matrix(y_true, y_pred, num_classes):
    matrix = np.zeros((num_classes, num_classes), dtype=int)
    for t, p in zip(y_true, y_pred):
        matrix[t, p] += 1
    return matrix
