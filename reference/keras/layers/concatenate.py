"""Concatenate in Keras is keras.layers.Concatenate."""

import keras

from reference.weights import named


class Concatenate(keras.layers.Concatenate):
    """Arrays side by side."""

    WEIGHTS = named()
    takes_list = True
