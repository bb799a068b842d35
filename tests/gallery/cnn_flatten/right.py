"""LeNet-like network in Keras."""

import keras
from keras import layers


def build():
    return keras.Sequential(
        [
            keras.Input((14, 14, 3)),
            layers.Conv2D(6, 3, activation="relu", name="conv1"),
            layers.MaxPooling2D(name="pool1"),
            layers.Conv2D(8, 3, activation="relu", name="conv2"),
            layers.MaxPooling2D(name="pool2"),
            layers.Flatten(name="flatten"),
            layers.Dense(20, activation="relu", name="fc1"),
            layers.Dense(5, name="fc2"),
        ]
    )
