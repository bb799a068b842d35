"""Positive outputs."""

import keras
from keras import layers


def build():
    return keras.Sequential(
        [keras.Input((4,)), layers.Dense(6, "softplus", name="a"), layers.Dense(2, name="b")]
    )
