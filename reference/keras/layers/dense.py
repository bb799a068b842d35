"""Dense in Keras is keras.layers.Dense: y = x W + b. The names and layouts are ours."""

from typing import Any

import keras

from reference.keras import activations
from reference.weights import named


class Dense(keras.layers.Dense):
    """y = f(x W + b)."""

    WEIGHTS = named("kernel", "bias")

    def __init__(self, units: int, activation: str | None = None, **arguments: Any) -> None:
        super().__init__(units, activation=activations.get(activation), **arguments)
