"""MaxPooling2D in Keras is keras.layers.MaxPooling2D."""

import keras

from reference.weights import named


class MaxPooling2D(keras.layers.MaxPooling2D):
    """The greatest number of each window."""

    WEIGHTS = named()
