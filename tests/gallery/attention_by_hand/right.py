"""Causal self-attention by the layer."""

import keras
from keras import layers


def build():
    inputs = keras.Input((6, 5))
    x = layers.Dense(12, name="embed")(inputs)
    y = layers.MultiHeadAttention(3, 4, name="attention")(x, x, use_causal_mask=True)
    x = layers.Add(name="residual")([x, y])
    return keras.Model(inputs, layers.Dense(4, name="head")(x))
