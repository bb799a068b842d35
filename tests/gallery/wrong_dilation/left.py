"""Temporal convolution."""

import keras
from keras import layers


def build():
    inputs = keras.Input((16, 3))
    x = layers.Conv1D(6, 3, padding="causal", activation="relu", name="c1")(inputs)
    x = layers.Conv1D(6, 3, padding="causal", dilation_rate=2, activation="relu", name="c2")(x)
    return keras.Model(inputs, layers.Dense(1, name="out")(x))
