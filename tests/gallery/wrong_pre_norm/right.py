"""Transformer feed-forward, normalized after the sum."""

import keras
from keras import layers


def build():
    inputs = keras.Input((4, 6))
    y = layers.Dense(12, activation="relu", name="up")(inputs)
    y = layers.Dense(6, name="down")(y)
    x = layers.Add(name="add")([inputs, y])
    return keras.Model(inputs, layers.LayerNormalization(name="norm")(x))
