"""From a vector to an image."""

import keras
from keras import layers


def build():
    return keras.Sequential(
        [
            keras.Input((6,)),
            layers.Dense(4 * 4 * 8, name="fc"),
            layers.Reshape((4, 4, 8), name="map"),
            layers.UpSampling2D(name="up1"),
            layers.Conv2D(6, 3, padding="same", activation="relu", name="c1"),
            layers.UpSampling2D(name="up2"),
            layers.Conv2D(1, 3, padding="same", activation="tanh", name="c2"),
        ]
    )
