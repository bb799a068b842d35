"""Two bidirectional GRUs, mean over time."""

import keras
from keras import layers


def build():
    inputs = keras.Input((8, 4))
    x = layers.Bidirectional(layers.GRU(5, return_sequences=True), name="bi1")(inputs)
    x = layers.Bidirectional(layers.GRU(5, return_sequences=True), name="bi2")(x)
    x = layers.GlobalAveragePooling1D(name="mean")(x)
    return keras.Model(inputs, layers.Dense(3, name="fc")(x))
