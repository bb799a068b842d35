"""Gaussian noise in Keras is keras.layers.GaussianNoise, here with noise from outside if set."""

from typing import Any

import keras

from reference.weights import named


class GaussianNoise(keras.layers.GaussianNoise):
    """y = x + σ n in training, else x."""

    WEIGHTS = named()
    mask: Any = None

    def call(self, inputs: Any, training: bool = False) -> Any:
        """x with the noise, which is drawn where none is set."""
        if training and self.mask is not None:
            return inputs + self.stddev * self.mask
        return super().call(inputs, training=training)
