"""What the Keras optimizers share: hyper-parameters that keep their precision.

A Python float goes through float32 on its way into a float64 graph; an np.float64 does not.
The gradient of an embedding lists rows, the same one perhaps twice: Keras squares them one by
one, where the square of their sum belongs.
"""

from typing import Any

import keras
import numpy as np
import tensorflow as tf


def exact(value: float) -> float:
    """`value` as Keras computes with it unrounded: np.float64 where it computes in float64."""
    return np.float64(value) if keras.config.floatx() == "float64" else float(value)


def common(convention: str = "keras", weight_decay: float = 0.0, **clipping: float) -> dict:
    """The arguments that every Keras optimizer takes. Keras knows its own convention only."""
    if convention != "keras":
        raise ValueError(f"`convention` must be 'keras' here. Received: convention={convention!r}")
    given = {"weight_decay": weight_decay or None, **clipping}
    settings: dict[str, Any] = {k: None if v is None else exact(v) for k, v in given.items()}
    return settings


class SummedRows:
    """Beside a Keras optimizer that squares gradients: an embedding's rows are summed before."""

    def update_step(self, gradient: Any, variable: Any, learning_rate: Any) -> None:
        """One update of one variable, with its gradient as a dense array."""
        super().update_step(tf.convert_to_tensor(gradient), variable, learning_rate)  # type: ignore[misc]
