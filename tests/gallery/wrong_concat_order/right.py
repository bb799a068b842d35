"""Two branches, joined along the channels."""

import keras
from keras import layers


def build():
    inputs = keras.Input((8, 8, 3))
    a = layers.Conv2D(5, 1, activation="softplus", name="narrow")(inputs)
    b = layers.Conv2D(5, 3, padding="same", activation="softplus", name="wide")(inputs)
    x = layers.Concatenate(name="join")([a, b])
    x = layers.Conv2D(4, 3, name="mix")(x)
    return keras.Model(inputs, layers.GlobalAveragePooling2D(name="gap")(x))
