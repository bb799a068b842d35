"""Separable convolutions, one layer in Keras."""

import keras
from keras import layers


def build():
    return keras.Sequential(
        [
            keras.Input((10, 10, 3)),
            layers.SeparableConv2D(6, 3, padding="same", activation="relu", name="sep1"),
            layers.MaxPooling2D(2, name="pool"),
            layers.SeparableConv2D(8, 3, name="sep2"),
            layers.LeakyReLU(negative_slope=0.125, name="leaky"),
            layers.GlobalAveragePooling2D(name="gap"),
            layers.Dense(2, name="fc"),
        ]
    )
