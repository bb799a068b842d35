"""Discriminator-like CNN."""

import keras
from keras import layers


def build():
    return keras.Sequential(
        [
            keras.Input((8, 8, 3)),
            layers.Conv2D(8, 3, padding="same", name="conv1"),
            layers.LeakyReLU(name="leaky"),
            layers.AveragePooling2D(2, name="pool"),
            layers.Conv2D(1, 4, name="conv2"),
            layers.Flatten(name="flat"),
        ]
    )
