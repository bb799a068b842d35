"""The same in Keras."""

import keras
from keras import layers


def build():
    return keras.Sequential(
        [
            keras.Input((9, 9, 3)),
            layers.Conv2D(8, 3, padding="same", name="conv"),
            layers.Activation("silu", name="silu"),
            layers.AveragePooling2D(3, strides=1, padding="same", name="pool"),
            layers.Conv2D(4, 1, name="head"),
            layers.GlobalMaxPooling2D(name="gmp"),
        ]
    )
