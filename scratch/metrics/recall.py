r"""Recall: of the samples of a class, the share that was found, TP / (TP + FN).

Source: van Rijsbergen, "Information Retrieval", 1979, chapter 7.
"""

import numpy as np

from scratch.metrics.confusion_matrix import confusion_matrix
from scratch.metrics.metric import ratio, result_dtype


def recall(y_true, y_pred, num_classes, average=None):
    """TP / (TP + FN) of each class, shape (num_classes,), or an average; 0 for 0 / 0.

    Arguments:
        y_true: (samples,) class numbers, or (samples, classes) one-hot rows.
        y_pred: (samples,) class numbers, or (samples, classes) scores.
        num_classes: how many classes there are, present or not.
        average: None, "macro" (the mean over classes), "micro" (all samples in one count) or
            "binary" (class 1 of two).

    >>> recall(np.array([0, 0, 1]), np.array([0, 1, 1]), num_classes=2)
    array([0.5, 1. ])
    """
    C = confusion_matrix(y_true, y_pred, num_classes)
    true_positives, actual = np.diag(C), C.sum(axis=1)
    return ratio(true_positives, actual, average, result_dtype(y_pred))
