"""Recall in Keras: keras.metrics.Recall, class by class, on one-hot rows."""

from typing import Any

import keras

from reference.keras.metrics.classes import by_class


def recall(y_true: Any, y_pred: Any, num_classes: int, average: str | None = None) -> Any:
    """TP / (TP + FN), by class or averaged."""
    return by_class(keras.metrics.Recall, y_true, y_pred, num_classes, average)
