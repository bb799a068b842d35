"""Before the change."""

import keras
from keras import layers


def build():
    return keras.Sequential(
        [
            keras.Input((10,)),
            layers.Dense(16, use_bias=False, name="d1"),
            layers.BatchNormalization(name="b1"),
            layers.ReLU(name="r1"),
            layers.Dense(4, name="d2"),
        ]
    )
