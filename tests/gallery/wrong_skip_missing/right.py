"""Residual MLP."""

import keras
from keras import layers


def build():
    inputs = keras.Input((6,))
    y = layers.Dense(6, activation="relu", name="first")(inputs)
    y = layers.Dense(6, name="second")(y)
    x = layers.Add(name="skip")([inputs, y])
    return keras.Model(inputs, layers.Dense(2, name="out")(x))
