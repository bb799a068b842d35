"""Flatten in Keras is keras.layers.Flatten."""

import keras

from reference.weights import named


class Flatten(keras.layers.Flatten):
    """Everything but the batch in one axis."""

    WEIGHTS = named()
