"""GlobalAveragePooling2D in Keras is keras.layers.GlobalAveragePooling2D."""

import keras

from reference.weights import named


class GlobalAveragePooling2D(keras.layers.GlobalAveragePooling2D):
    """The mean of each channel."""

    WEIGHTS = named()
