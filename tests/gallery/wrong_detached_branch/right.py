"""Skip connection around a hidden layer."""

import keras
from keras import layers


def build():
    inputs = keras.Input((6,))
    x = layers.Dense(10, activation="tanh", name="fc1")(inputs)
    y = layers.Dense(10, activation="tanh", name="fc2")(x)
    x = layers.Add(name="add")([x, y])
    return keras.Model(inputs, layers.Dense(1, name="out")(x))
