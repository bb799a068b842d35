"""Two branches, joined along the channels."""

import keras
from keras import layers


def build():
    inputs = keras.Input((8, 8, 3))
    a = layers.Conv2D(4, 1, activation="elu", name="narrow")(inputs)
    b = layers.Conv2D(6, 5, padding="same", activation="elu", name="wide")(inputs)
    x = layers.Concatenate(name="join")([a, b])
    x = layers.Conv2D(5, 3, name="mix")(x)
    return keras.Model(inputs, layers.GlobalMaxPooling2D(name="top")(x))
