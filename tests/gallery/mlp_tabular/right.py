"""The same regressor in Keras."""

import keras
from keras import layers


def build():
    model = keras.Sequential(
        [
            keras.Input((10,)),
            layers.Dense(32, activation="relu", name="hidden1"),
            layers.Dense(16, activation="relu", name="hidden2"),
            layers.Dense(1, name="out"),
        ]
    )
    model.compile(optimizer=keras.optimizers.SGD(0.05), loss="mse")
    return model
