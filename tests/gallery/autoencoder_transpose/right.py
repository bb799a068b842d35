"""Convolutional autoencoder: strided down, transposed up."""

import keras
from keras import layers


def build():
    inputs = keras.Input((8, 8, 2))
    x = layers.Conv2D(6, 3, strides=2, padding="same", name="down")(inputs)
    x = layers.GroupNormalization(3, name="norm")(x)
    x = layers.Activation("tanh", name="tanh")(x)
    x = layers.Conv2DTranspose(2, 4, strides=2, padding="same", activation="sigmoid", name="up")(x)
    return keras.Model(inputs, x)
