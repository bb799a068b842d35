r"""Confusion matrix: C_ij counts the samples of class i that were taken for class j.

Source: Kohavi and Provost, "Glossary of Terms", Machine Learning 30, 1998.
"""

import numpy as np

from scratch.metrics.metric import classes
from scratch.validation import integer


def confusion_matrix(y_true, y_pred, num_classes):
    """Counts of shape (num_classes, num_classes): true classes are rows, predicted ones columns.

    Each of y_true and y_pred is (samples,) class numbers, or (samples, classes) scores or
    one-hot rows.

    >>> confusion_matrix(np.array([0, 0, 1]), np.array([0, 1, 1]), num_classes=2)
    array([[1, 1],
           [0, 1]])
    """
    num_classes = integer("num_classes", num_classes)
    true, predicted = classes(y_true, y_pred, num_classes)
    C = np.zeros((num_classes, num_classes), dtype=int)
    np.add.at(C, (true, predicted), 1)
    return C
