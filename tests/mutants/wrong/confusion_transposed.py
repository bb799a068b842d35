"""Confusion matrix: true classes in rows.

like: confusion_matrix
object: confusion_matrix
verdict: wrong
cause: transpos|rows|exchanged|swapped
note: Rows and columns are exchanged.
"""

import numpy as np


def confusion_matrix(y_true, y_pred, num_classes):
    cm = np.zeros((num_classes, num_classes), dtype=int)
    for actual, predicted in zip(y_true, y_pred):
        cm[predicted, actual] += 1
    return cm
