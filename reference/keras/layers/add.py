"""Add in Keras is keras.layers.Add."""

import keras

from reference.weights import named


class Add(keras.layers.Add):
    """The sum of arrays of one shape."""

    WEIGHTS = named()
    takes_list = True
