"""MLP with Adam."""

import keras
from keras import layers


def build():
    model = keras.Sequential(
        [
            keras.Input((8,)),
            layers.Dense(16, activation="sigmoid", name="hidden"),
            layers.Dense(1, name="out"),
        ]
    )
    model.compile(optimizer="adam", loss="mse")
    return model
