"""Transformer encoder in Keras."""

import keras
from keras import layers


def build():
    inputs = keras.Input((6, 16))
    y = layers.MultiHeadAttention(2, 8, name="attention")(inputs, inputs)
    x = layers.LayerNormalization(name="norm1")(layers.Add(name="add1")([inputs, y]))
    y = layers.Dense(32, activation="relu", name="up")(x)
    y = layers.Dense(16, name="down")(y)
    x = layers.LayerNormalization(name="norm2")(layers.Add(name="add2")([x, y]))
    return keras.Model(inputs, layers.Dense(3, name="head")(x))
