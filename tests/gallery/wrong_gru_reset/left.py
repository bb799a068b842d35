"""Forecast with a GRU."""

import keras
from keras import layers


def build():
    inputs = keras.Input((12, 3))
    x = layers.GRU(10, reset_after=False, name="gru")(inputs)
    return keras.Model(inputs, layers.Dense(1, name="forecast")(x))
