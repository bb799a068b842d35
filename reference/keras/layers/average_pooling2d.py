"""AveragePooling2D in Keras is keras.layers.AveragePooling2D."""

from typing import Any

import keras

from reference.weights import named


class AveragePooling2D(keras.layers.AveragePooling2D):
    """The mean of each window. Keras demands a pool_size here, which MaxPooling2D does not."""

    WEIGHTS = named()

    def __init__(self, pool_size: Any = 2, **arguments: Any) -> None:
        super().__init__(pool_size, **arguments)
