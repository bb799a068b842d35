"""Two hidden layers."""

import keras
from keras import layers


def build():
    return keras.Sequential(
        [
            keras.Input((10,)),
            layers.Dense(24, activation="relu", name="fc1"),
            layers.Dense(12, activation="relu", name="fc2"),
            layers.Dense(2, name="fc3"),
        ]
    )
