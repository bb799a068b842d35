r"""Confusion matrix without a loop.

like: confusion_matrix
object: confusion_matrix
verdict: wrong
cause: duplicate|repeated|add\.at|lost|count
note: Fancy indexing with += counts each kind of pair once.
"""

import numpy as np


def confusion_matrix(y_true, y_pred, num_classes):
    matrix = np.zeros((num_classes, num_classes), dtype=int)
    matrix[y_true, y_pred] += 1
    return matrix
