r"""Mean squared error, as a metric: (1/N) Σ (ŷ_i - y_i)².

Source: Gauss 1809; Hastie, Tibshirani, Friedman, "The Elements of Statistical Learning", 2009.
"""

import numpy as np

from scratch.metrics.metric import numbers


def mse(y_true, y_pred):
    """The mean of (y_pred - y_true)² over all elements.

    >>> float(mse(np.array([1.0, 2.0]), np.array([1.5, 1.0])))
    0.625
    """
    y_true, y_pred = numbers(y_true, y_pred)
    return np.mean(np.square(y_pred - y_true))
