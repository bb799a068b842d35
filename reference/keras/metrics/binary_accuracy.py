"""Binary accuracy in Keras: keras.metrics.BinaryAccuracy."""

from typing import Any

import keras


def binary_accuracy(y_true: Any, y_pred: Any, threshold: float = 0.5) -> Any:
    """The share of elements on the right side of the threshold."""
    return keras.metrics.BinaryAccuracy(threshold=threshold)(y_true, y_pred)
