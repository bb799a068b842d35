"""Activation in Keras is keras.layers.Activation, here of a twin with its arguments."""

from functools import partial
from typing import Any

import keras

from reference.keras import activations
from reference.weights import named


class Activation(keras.layers.Activation):
    """y = f(x)."""

    WEIGHTS = named()

    def __init__(self, activation: str | None, dtype: str | None = None, **arguments: Any) -> None:
        super().__init__(partial(activations.get(activation), **arguments), dtype=dtype)
