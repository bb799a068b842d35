"""Dropout in Keras is keras.layers.Dropout, here with a mask from outside where one is set."""

from typing import Any

import keras

from reference.weights import named


class Dropout(keras.layers.Dropout):
    """y = k ∘ x in training, else x."""

    WEIGHTS = named()
    mask: Any = None

    def call(self, inputs: Any, training: bool = False) -> Any:
        """x times the mask, which is drawn where none is set."""
        if training and self.mask is not None:
            return self.mask * inputs
        return super().call(inputs, training=training)
