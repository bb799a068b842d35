r"""Accuracy: the share of the samples whose class was predicted, (1/N) Σ [ŷ_i = y_i].

Source: Hastie, Tibshirani, Friedman, "The Elements of Statistical Learning", 2009, section 7.2.
"""

import numpy as np

from scratch.metrics.metric import classes, result_dtype


def accuracy(y_true, y_pred):
    """The share of right classes; of equal scores the first counts.

    Each argument is (samples,) class numbers, or (samples, classes) scores or one-hot rows.

    >>> float(accuracy(np.array([0, 2]), np.array([[0.7, 0.2, 0.1], [0.1, 0.6, 0.3]])))
    0.5
    """
    true, predicted = classes(y_true, y_pred)
    return np.mean(true == predicted).astype(result_dtype(y_pred))
