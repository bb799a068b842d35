"""Sequence label from both directions' last states."""

import keras
from keras import layers


def build():
    inputs = keras.Input((9, 4))
    x = layers.Bidirectional(layers.LSTM(6), name="bilstm")(inputs)
    return keras.Model(inputs, layers.Dense(2, name="fc")(x))
