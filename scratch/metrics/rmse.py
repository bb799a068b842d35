r"""Root mean squared error: √((1/N) Σ (ŷ_i - y_i)²), in the unit of y itself.

Source: Gauss 1809; Hastie, Tibshirani, Friedman, "The Elements of Statistical Learning", 2009.
"""

import numpy as np

from scratch.metrics.mse import mse


def rmse(y_true, y_pred):
    """The root of the mean of (y_pred - y_true)² over all elements.

    >>> float(rmse(np.array([1.0, 2.0]), np.array([3.0, 4.0])))
    2.0
    """
    return np.sqrt(mse(y_true, y_pred))
