"""Style network block."""

import keras
from keras import layers


def build():
    return keras.Sequential(
        [
            keras.Input((9, 9, 3)),
            layers.Conv2D(6, 3, name="conv1"),
            layers.BatchNormalization(epsilon=1e-5, name="norm"),
            layers.ReLU(name="relu"),
            layers.Conv2D(2, 3, name="conv2"),
        ]
    )
