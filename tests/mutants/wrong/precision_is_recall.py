"""Precision of each class.

like: precision
object: precision
verdict: wrong
cause: recall|axis|column|row|false (positive|negative)|transpos
note: It divides by the true samples of a class, which is recall.
"""

import numpy as np


def precision(y_true, y_pred, num_classes):
    result = np.zeros(num_classes)
    for c in range(num_classes):
        tp = np.sum((y_true == c) & (y_pred == c))
        fn = np.sum((y_true == c) & (y_pred != c))
        result[c] = tp / (tp + fn)
    return result
