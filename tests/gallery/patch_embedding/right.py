"""Patches of an image as a sequence."""

import keras
from keras import layers


def build():
    inputs = keras.Input((16, 16, 3))
    x = layers.Conv2D(8, 4, strides=4, name="embed")(inputs)
    x = layers.Reshape((16, 8), name="sequence")(x)
    y = layers.LayerNormalization(epsilon=1e-6, name="norm")(x)
    y = layers.MultiHeadAttention(2, 4, name="attention")(y, y)
    x = layers.Add(name="residual")([x, y])
    x = layers.GlobalAveragePooling1D(name="mean")(x)
    return keras.Model(inputs, layers.Dense(3, name="head")(x))
