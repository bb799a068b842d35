"""Residual block without normalization."""

import keras
from keras import layers


def build():
    inputs = keras.Input((6, 6, 4))
    y = layers.Conv2D(4, 3, padding="same", activation="relu", name="conv1")(inputs)
    y = layers.Conv2D(4, 3, padding="same", name="conv2")(y)
    x = layers.Add(name="add")([inputs, y])
    x = layers.Activation("relu", name="relu")(x)
    x = layers.GlobalAveragePooling2D(name="gap")(x)
    return keras.Model(inputs, layers.Dense(2, name="fc")(x))
