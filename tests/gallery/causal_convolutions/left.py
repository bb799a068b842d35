"""Temporal convolutions with a growing reach."""

import keras
from keras import layers


def build():
    x = inputs = keras.Input((16, 3))
    for i, rate in enumerate((1, 2, 4)):
        y = layers.Conv1D(5, 2, padding="causal", dilation_rate=rate, name=f"c{i}")(x)
        y = layers.PReLU(shared_axes=[1], name=f"p{i}")(y)
        x = layers.Concatenate(name=f"join{i}")([x, y])
    return keras.Model(inputs, layers.Dense(1, name="out")(x))
