"""One step ahead with a GRU."""

import keras
from keras import layers


def build():
    inputs = keras.Input((12, 3))
    x = layers.GRU(10, name="gru")(inputs)
    x = layers.Dense(6, activation="relu", name="hidden")(x)
    return keras.Model(inputs, layers.Dense(1, name="forecast")(x))
