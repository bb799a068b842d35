"""What the metrics of classes share: one-hot rows, and a Keras metric by class or averaged."""

from collections.abc import Callable
from typing import Any

from keras import ops


def class_numbers(y: Any) -> Any:
    """The class of each sample, from class numbers or from a row of scores a sample."""
    return ops.argmax(y, axis=-1) if len(y.shape) == 2 else ops.cast(y, "int64")


def one_hot(y: Any, num_classes: int) -> Any:
    """The classes as rows of zeros with a single one."""
    return ops.one_hot(class_numbers(y), num_classes)


def by_class(
    metric: Callable[..., Any], y_true: Any, y_pred: Any, num_classes: int, average: str | None
) -> Any:
    """What keras.metrics.Precision or Recall says of each class, or an average of it."""
    true, predicted = one_hot(y_true, num_classes), one_hot(y_pred, num_classes)
    if average == "micro":
        return metric()(true, predicted)
    if average == "binary":
        return metric(class_id=1)(true, predicted)
    each = ops.stack([metric(class_id=k)(true, predicted) for k in range(num_classes)])
    return ops.mean(each) if average == "macro" else each
