"""One-hot rows in Keras: keras.ops.one_hot."""

from typing import Any

from keras import ops


def one_hot(labels: Any, num_classes: int, dtype: str = "float32") -> Any:
    """A row of zeros with a single one for each class number."""
    return ops.one_hot(labels, num_classes, dtype=dtype)
