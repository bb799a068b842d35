"""Two hidden layers with ELU."""

import keras
from keras import layers


def build():
    inputs = keras.Input((10,))
    x = layers.Dense(24, name="fc1")(inputs)
    x = layers.ELU(name="act1")(x)
    x = layers.Dense(12, name="fc2")(x)
    x = layers.ELU(name="act2")(x)
    return keras.Model(inputs, layers.Dense(2, name="fc3")(x))
