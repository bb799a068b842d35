"""Depthwise-separable blocks."""

import keras
from keras import layers


def build():
    inputs = keras.Input((8, 8, 3))
    x = layers.Rescaling(20.0, name="scale")(inputs)
    x = layers.DepthwiseConv2D(3, padding="same", depth_multiplier=2, name="dw")(x)
    x = layers.ReLU(6.0, name="relu_dw")(x)
    x = layers.Conv2D(8, 1, name="pw")(x)
    x = layers.ReLU(6.0, name="relu_pw")(x)
    x = layers.GlobalAveragePooling2D(name="gap")(x)
    return keras.Model(inputs, layers.Dense(3, name="fc")(x))
