r"""F1 score: the harmonic mean of precision and recall, 2 TP / (2 TP + FP + FN).

Source: van Rijsbergen, "Information Retrieval", 1979, chapter 7.
"""

import numpy as np

from scratch.metrics.confusion_matrix import confusion_matrix
from scratch.metrics.metric import ratio, result_dtype


def f1_score(y_true, y_pred, num_classes, average=None):
    """2 TP / (2 TP + FP + FN) of each class, shape (num_classes,), or an average; 0 for 0 / 0.

    Arguments:
        y_true: (samples,) class numbers, or (samples, classes) one-hot rows.
        y_pred: (samples,) class numbers, or (samples, classes) scores.
        num_classes: how many classes there are, present or not.
        average: None, "macro" (the mean over classes), "micro" (all samples in one count) or
            "binary" (class 1 of two).

    >>> float(f1_score(np.array([0, 0, 1, 1]), np.array([0, 1, 1, 1]), 2, average="binary"))
    0.8
    """
    C = confusion_matrix(y_true, y_pred, num_classes)
    true_positives, predicted, actual = np.diag(C), C.sum(axis=0), C.sum(axis=1)
    return ratio(2 * true_positives, predicted + actual, average, result_dtype(y_pred))
