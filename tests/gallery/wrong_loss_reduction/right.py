"""Autoencoder for rows."""

import keras
from keras import layers


def build():
    model = keras.Sequential(
        [
            keras.Input((10,)),
            layers.Dense(3, activation="tanh", name="code"),
            layers.Dense(10, name="rows"),
        ]
    )
    model.compile(optimizer=keras.optimizers.SGD(0.001), loss="mse")
    return model
