"""Self-attention by the layer."""

import keras
from keras import layers


def build():
    inputs = keras.Input((5, 8))
    return keras.Model(inputs, layers.MultiHeadAttention(2, 4, name="attention")(inputs, inputs))
