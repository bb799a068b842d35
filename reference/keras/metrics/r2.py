"""R² in Keras: keras.metrics.R2Score, which wants two dimensions.

Its total sum of squares is Σ y² - (Σ y)²/N, which cancels where the mean is large beside the
deviation, so each output is first taken relative to its mean; R² does not change.
"""

from typing import Any

import keras
from keras import ops


def r2(y_true: Any, y_pred: Any) -> Any:
    """The mean over the outputs of 1 - Σ (y - ŷ)² / Σ (y - ȳ)²."""
    if len(y_true.shape) == 1:
        y_true, y_pred = y_true[:, None], y_pred[:, None]
    mean = ops.mean(y_true, axis=0)
    score = keras.metrics.R2Score(class_aggregation=None)(y_true - mean, y_pred - mean)
    exact = ops.all(y_true == y_pred, axis=0)
    constant = ops.all(y_true == y_true[0], axis=0)
    return ops.mean(ops.where(constant, ops.cast(exact, score.dtype), score))
