"""Reducing on a plateau in Keras: keras.callbacks.ReduceLROnPlateau on a model without layers.

Keras compares through float32 where a value is a Python float, so that values are np.float64.
"""

from types import SimpleNamespace
from typing import Any

import numpy as np
from keras.callbacks import ReduceLROnPlateau


def reduce_lr_on_plateau(
    curve: Any, learning_rate: float = 1.0, mode: str = "min", **settings: Any
) -> np.ndarray:
    """The learning rate after each epoch of each curve."""
    values = np.atleast_2d(np.asarray(curve))
    found = [follow(row, learning_rate, mode=mode, **settings) for row in values]
    return np.array(found, values.dtype).reshape(np.shape(curve))


def follow(values: Any, learning_rate: float, **settings: Any) -> list[float]:
    """The learning rate after each of the values."""
    callback = ReduceLROnPlateau(**settings)
    optimizer = SimpleNamespace(learning_rate=np.float64(learning_rate))
    callback.set_model(SimpleNamespace(optimizer=optimizer))
    callback.on_train_begin()
    found = []
    for epoch, value in enumerate(values):
        callback.on_epoch_end(epoch, {"val_loss": np.float64(value)})
        found.append(float(optimizer.learning_rate))
    return found
