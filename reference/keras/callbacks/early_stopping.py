"""Early stopping in Keras: keras.callbacks.EarlyStopping on a model without layers.

Keras compares through float32 where a value is a Python float, so that values are np.float64.
"""

from types import SimpleNamespace
from typing import Any

import numpy as np
from keras.callbacks import EarlyStopping


def early_stopping(
    curve: Any, mode: str = "min", baseline: float | None = None, **settings: Any
) -> dict[str, np.ndarray]:
    """How many epochs of each curve are run, and which of them is the best."""
    settings["baseline"] = None if baseline is None else np.float64(baseline)
    values = np.asarray(curve)
    found = np.array([stopped(row, mode=mode, **settings) for row in np.atleast_2d(values)])
    epochs, best_epoch = found.T.reshape(2, *values.shape[:-1])
    return {"epochs": epochs, "best_epoch": best_epoch}


def stopped(values: Any, **settings: Any) -> tuple[int, int]:
    """(epochs run, best epoch)."""
    callback = EarlyStopping(**settings)
    model = SimpleNamespace(stop_training=False)
    callback.set_model(model)
    callback.on_train_begin()
    epochs = 0
    while epochs < len(values) and not model.stop_training:
        callback.on_epoch_end(epochs, {"val_loss": np.float64(values[epochs])})
        epochs += 1
    return epochs, callback.best_epoch
