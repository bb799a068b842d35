"""Mini-batches in Keras: tf.data, whose batches `fit` takes; the last one may be short."""

from typing import Any

import tensorflow as tf

from reference.keras.data.shuffle import shuffle


def numbered_batches(x: Any, y: Any, batch_size: int, order: Any = None) -> dict[str, Any]:
    """The batches under names: x:0, y:0, x:1, y:1, ..."""
    rows = (x, y) if order is None else shuffle(x, y, order)
    batches = tf.data.Dataset.from_tensor_slices(rows).batch(batch_size)
    return {f"{name}:{i}": rows for i, xy in enumerate(batches) for name, rows in zip("xy", xy)}
