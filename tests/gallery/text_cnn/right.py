"""Convolutions over time."""

import keras
from keras import layers


def build():
    inputs = keras.Input((11,), dtype="int32")
    x = layers.Embedding(60, 12, name="embedding")(inputs)
    x = layers.Conv1D(16, 3, activation="relu", name="conv")(x)
    x = layers.GlobalMaxPooling1D(name="max")(x)
    return keras.Model(inputs, layers.Dense(4, activation="log_softmax", name="fc")(x))
