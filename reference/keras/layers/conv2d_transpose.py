"""Conv2DTranspose in Keras is keras.layers.Conv2DTranspose. The names and layouts are ours."""

from typing import Any

import keras

from reference.keras import activations
from reference.weights import named


class Conv2DTranspose(keras.layers.Conv2DTranspose):
    """y = f(x painted with W, + b)."""

    WEIGHTS = named("kernel", "bias")

    def __init__(
        self, filters: int, kernel_size: Any, activation: str | None = None, **arguments: Any
    ) -> None:
        super().__init__(filters, kernel_size, activation=activations.get(activation), **arguments)
