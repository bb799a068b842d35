"""Accuracy in Keras: keras.metrics.Accuracy of class numbers."""

from typing import Any

import keras

from reference.keras.metrics.classes import class_numbers


def accuracy(y_true: Any, y_pred: Any) -> Any:
    """The share of right classes; from scores, keras.metrics.SparseCategoricalAccuracy."""
    if len(y_pred.shape) == 2:
        return keras.metrics.SparseCategoricalAccuracy()(class_numbers(y_true), y_pred)
    return keras.metrics.Accuracy()(class_numbers(y_true), class_numbers(y_pred))
