"""Root mean squared error in Keras: keras.metrics.RootMeanSquaredError."""

from typing import Any

import keras


def rmse(y_true: Any, y_pred: Any) -> Any:
    """The root of the mean of (y_pred - y_true)² over all elements."""
    return keras.metrics.RootMeanSquaredError()(y_true, y_pred)
