"""Average pooling in the middle of a CNN."""

import keras
from keras import layers


def build():
    return keras.Sequential(
        [
            keras.Input((9, 9, 3)),
            layers.Conv2D(8, 3, padding="same", activation="relu", name="conv"),
            layers.AveragePooling2D(3, strides=1, padding="same", name="pool"),
            layers.Conv2D(4, 1, name="head"),
            layers.GlobalAveragePooling2D(name="gap"),
        ]
    )
