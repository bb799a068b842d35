"""MobileNet-like blocks in Keras."""

import keras
from keras import layers


def separable(x, filters, name):
    x = layers.DepthwiseConv2D(3, padding="same", use_bias=False, name=f"{name}_dw")(x)
    x = layers.BatchNormalization(epsilon=1e-5, momentum=0.9, name=f"{name}_dw_bn")(x)
    x = layers.ReLU(max_value=6.0, name=f"{name}_dw_relu")(x)
    x = layers.Conv2D(filters, 1, use_bias=False, name=f"{name}_pw")(x)
    x = layers.BatchNormalization(epsilon=1e-5, momentum=0.9, name=f"{name}_pw_bn")(x)
    return layers.ReLU(max_value=6.0, name=f"{name}_pw_relu")(x)


def build():
    inputs = keras.Input((10, 10, 3))
    x = layers.Conv2D(6, 3, padding="same", name="stem")(inputs)
    x = separable(x, 8, "sep1")
    x = separable(x, 12, "sep2")
    x = layers.GlobalAveragePooling2D(name="gap")(x)
    return keras.Model(inputs, layers.Dense(5, name="head")(x))
