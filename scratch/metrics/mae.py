r"""Mean absolute error, as a metric: (1/N) Σ |ŷ_i - y_i|, in the unit of y itself.

Source: Willmott and Matsuura, "Advantages of the mean absolute error", 2005.
"""

import numpy as np

from scratch.metrics.metric import numbers


def mae(y_true, y_pred):
    """The mean of |y_pred - y_true| over all elements.

    >>> float(mae(np.array([1.0, 2.0]), np.array([1.5, 1.0])))
    0.75
    """
    y_true, y_pred = numbers(y_true, y_pred)
    return np.mean(np.abs(y_pred - y_true))
