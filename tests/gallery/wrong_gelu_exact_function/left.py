"""Feed-forward network with GELU by a function."""

import keras
from keras import layers, ops


def build():
    inputs = keras.Input((8,))
    x = layers.Dense(16, name="up")(inputs)
    x = ops.gelu(x)
    return keras.Model(inputs, layers.Dense(3, name="down")(x))
