"""Self-attention over a sequence."""

import keras
from keras import layers


def build():
    inputs = keras.Input((7, 6))
    x = layers.Dense(16, name="inner")(inputs)
    y = layers.MultiHeadAttention(4, 4, name="attention")(x, x, use_causal_mask=True)
    x = layers.Add(name="add")([x, y])
    return keras.Model(inputs, layers.Dense(2, name="head")(x))
