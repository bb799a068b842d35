r"""Binary accuracy: the share of right answers, (1/N) Σ [(ŷ_i > t) = y_i].

Source: Hastie, Tibshirani, Friedman, "The Elements of Statistical Learning", 2009, section 7.2.
"""

import numpy as np

from scratch.metrics.metric import numbers
from scratch.validation import number, reject


def binary_accuracy(y_true, y_pred, threshold=0.5):
    """The share of elements on the right side of the threshold.

    Shapes: y_true (zeros and ones) and y_pred (probabilities) of one shape. A probability that
    equals the threshold is a no.

    >>> float(binary_accuracy(np.array([1, 0, 1, 1]), np.array([0.9, 0.2, 0.4, 0.6])))
    0.75
    """
    y_true, y_pred = numbers(y_true, y_pred)
    if not np.all((y_true == 0) | (y_true == 1)):
        reject("y_true", "an array of zeros and ones", y_true)
    threshold = number("threshold", threshold)
    return np.mean((y_pred > threshold) == y_true).astype(y_pred.dtype)
