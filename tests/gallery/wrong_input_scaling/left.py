"""Digits, scaled inside the model."""

import keras
from keras import layers


def build():
    return keras.Sequential(
        [
            keras.Input((10, 10, 1)),
            layers.Rescaling(1 / 255, name="scale"),
            layers.Conv2D(4, 3, activation="relu", name="conv"),
            layers.GlobalMaxPooling2D(name="gmp"),
            layers.Dense(3, name="fc"),
        ]
    )
