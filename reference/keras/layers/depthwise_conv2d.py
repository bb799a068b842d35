"""DepthwiseConv2D in Keras is keras.layers.DepthwiseConv2D. The names and layouts are ours."""

from typing import Any

import keras

from reference.keras import activations
from reference.weights import named


class DepthwiseConv2D(keras.layers.DepthwiseConv2D):
    """y = f(x ⋆ W + b), channel by channel."""

    WEIGHTS = named("kernel", "bias")

    def __init__(self, kernel_size: Any, activation: str | None = None, **arguments: Any) -> None:
        super().__init__(kernel_size, activation=activations.get(activation), **arguments)
