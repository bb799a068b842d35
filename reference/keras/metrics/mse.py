"""Mean squared error in Keras: keras.metrics.MeanSquaredError."""

from typing import Any

import keras


def mse(y_true: Any, y_pred: Any) -> Any:
    """The mean of (y_pred - y_true)² over all elements."""
    return keras.metrics.MeanSquaredError()(y_true, y_pred)
