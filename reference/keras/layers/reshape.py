"""Reshape in Keras is keras.layers.Reshape."""

import keras

from reference.weights import named


class Reshape(keras.layers.Reshape):
    """The numbers of each sample in a shape of choice."""

    WEIGHTS = named()
