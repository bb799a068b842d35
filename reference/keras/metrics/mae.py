"""Mean absolute error in Keras: keras.metrics.MeanAbsoluteError."""

from typing import Any

import keras


def mae(y_true: Any, y_pred: Any) -> Any:
    """The mean of |y_pred - y_true| over all elements."""
    return keras.metrics.MeanAbsoluteError()(y_true, y_pred)
