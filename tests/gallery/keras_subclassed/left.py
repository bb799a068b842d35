"""A functional model, before it became a class."""

import keras
from keras import layers


def build():
    inputs = keras.Input((9, 9, 2))
    x = layers.Conv2D(4, 3, activation="relu", name="c1")(inputs)
    x = layers.BatchNormalization(name="b1")(x)
    x = layers.Flatten(name="flat")(x)
    return keras.Model(inputs, layers.Dense(3, activation="softmax", name="d1")(x))
