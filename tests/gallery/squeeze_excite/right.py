"""A squeeze-and-excitation block."""

import keras
from keras import layers


def build():
    inputs = keras.Input((7, 7, 3))
    x = layers.Conv2D(8, 3, padding="same", activation="swish", name="conv")(inputs)
    s = layers.GlobalAveragePooling2D(name="squeeze")(x)
    s = layers.Dense(2, activation="relu", name="reduce")(s)
    s = layers.Dense(8, activation="sigmoid", name="expand")(s)
    s = layers.Reshape((1, 1, 8), name="spread")(s)
    x = layers.Multiply(name="excite")([x, s])
    return keras.Model(inputs, layers.Conv2D(3, 1, name="head")(x))
