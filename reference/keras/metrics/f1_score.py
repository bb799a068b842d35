"""The F1 score in Keras: the harmonic mean of keras.metrics.Precision and Recall.

keras.metrics.F1Score adds 1e-7 to each denominator, so that it is wrong from the seventh digit on.
"""

from typing import Any

import keras
from keras import ops

from reference.keras.metrics.classes import by_class


class F1:
    """2 P R / (P + R), called as a Keras metric is."""

    def __init__(self, class_id: int | None = None) -> None:
        self.precision = keras.metrics.Precision(class_id=class_id)
        self.recall = keras.metrics.Recall(class_id=class_id)

    def __call__(self, y_true: Any, y_pred: Any) -> Any:
        """The score, 0 where precision and recall are both 0."""
        P, R = self.precision(y_true, y_pred), self.recall(y_true, y_pred)
        return ops.divide_no_nan(2 * P * R, P + R)


def f1_score(y_true: Any, y_pred: Any, num_classes: int, average: str | None = None) -> Any:
    """2 TP / (2 TP + FP + FN), by class or averaged."""
    return by_class(F1, y_true, y_pred, num_classes, average)
