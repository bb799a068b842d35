"""Precision in Keras: keras.metrics.Precision, class by class, on one-hot rows."""

from typing import Any

import keras

from reference.keras.metrics.classes import by_class


def precision(y_true: Any, y_pred: Any, num_classes: int, average: str | None = None) -> Any:
    """TP / (TP + FP), by class or averaged."""
    return by_class(keras.metrics.Precision, y_true, y_pred, num_classes, average)
