"""After the change: statistics that adapt faster."""

import keras
from keras import layers


def build():
    inputs = keras.Input((10,))
    x = layers.Dense(16, use_bias=False, name="dense")(inputs)
    x = layers.BatchNormalization(momentum=0.9, name="norm")(x)
    x = layers.Activation("relu", name="act")(x)
    return keras.Model(inputs, layers.Dense(4, name="out")(x))
