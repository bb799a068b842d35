"""Feed-forward half of a transformer block."""

import keras
from keras import layers


def build():
    inputs = keras.Input((5, 8))
    x = layers.LayerNormalization(epsilon=1e-6, name="norm")(inputs)
    x = layers.Dense(32, name="up")(x)
    x = layers.Activation("gelu", name="act")(x)
    x = layers.Dense(8, name="down")(x)
    return keras.Model(inputs, layers.Add(name="add")([inputs, x]))
