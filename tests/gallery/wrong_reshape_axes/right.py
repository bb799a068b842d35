"""Patches of an image as a sequence."""

import keras
from keras import layers


def build():
    inputs = keras.Input((16, 16, 3))
    x = layers.Conv2D(8, 4, strides=4, name="embed")(inputs)
    x = layers.Reshape((16, 8), name="sequence")(x)
    x = layers.GRU(5, name="gru")(x)
    return keras.Model(inputs, layers.Dense(3, name="head")(x))
