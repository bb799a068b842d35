"""Group normalization in a small CNN."""

import keras
from keras import layers


def build():
    inputs = keras.Input((6, 6, 3))
    x = layers.Conv2D(8, 3, padding="same", name="conv")(inputs)
    x = layers.GroupNormalization(4, name="norm")(x)
    x = layers.Activation("mish", name="act")(x)
    x = layers.GlobalAveragePooling2D(name="gap")(x)
    return keras.Model(inputs, layers.Dense(3, name="fc")(x))
