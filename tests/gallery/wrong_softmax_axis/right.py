"""A label for each time step."""

import keras
from keras import layers


def build():
    inputs = keras.Input((8, 6))
    x = layers.Dense(12, activation="tanh", name="hidden")(inputs)
    x = layers.Dense(5, name="tags")(x)
    return keras.Model(inputs, layers.Softmax(name="softmax")(x))
