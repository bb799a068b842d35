"""GlobalMaxPooling2D in Keras is keras.layers.GlobalMaxPooling2D."""

import keras

from reference.weights import named


class GlobalMaxPooling2D(keras.layers.GlobalMaxPooling2D):
    """The greatest number of each channel."""

    WEIGHTS = named()
