"""A small U-Net in Keras."""

import keras
from keras import layers


def double_conv(x, filters, name):
    for i in (1, 2):
        x = layers.Conv2D(filters, 3, padding="same", activation="relu", name=f"{name}_conv{i}")(x)
    return x


def build():
    inputs = keras.Input((12, 12, 1))
    skip = double_conv(inputs, 4, "down")
    x = layers.MaxPooling2D(2, name="pool")(skip)
    x = double_conv(x, 8, "bottom")
    x = layers.Conv2DTranspose(4, 2, strides=2, name="up")(x)
    x = layers.concatenate([skip, x], name="skip")
    x = double_conv(x, 4, "merge")
    return keras.Model(inputs, layers.Conv2D(1, 1, activation="sigmoid", name="head")(x))
