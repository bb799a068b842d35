"""CNN with pooling."""

import keras
from keras import layers


def build():
    return keras.Sequential(
        [
            keras.Input((16, 16, 1)),
            layers.Conv2D(6, 5, activation="tanh", name="c1"),
            layers.AveragePooling2D(2, name="p1"),
            layers.Conv2D(10, 3, activation="tanh", name="c2"),
            layers.GlobalAveragePooling2D(name="p2"),
        ]
    )
