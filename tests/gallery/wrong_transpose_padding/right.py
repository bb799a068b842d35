"""Decoder that doubles the resolution."""

import keras
from keras import layers


def build():
    return keras.Sequential(
        [
            keras.Input((5, 5, 4)),
            layers.Conv2DTranspose(8, 4, strides=2, padding="same", activation="relu", name="up1"),
            layers.Conv2DTranspose(
                3, 3, strides=2, padding="same", activation="sigmoid", name="up2"
            ),
        ]
    )
