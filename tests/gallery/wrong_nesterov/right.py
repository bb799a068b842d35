"""MLP with momentum."""

import keras
from keras import layers


def build():
    inputs = keras.Input((8,))
    x = layers.Dense(16, activation="tanh", name="hidden")(inputs)
    model = keras.Model(inputs, layers.Dense(2, name="out")(x))
    model.compile(
        optimizer=keras.optimizers.SGD(0.01, momentum=0.9, nesterov=True),
        loss=keras.losses.MeanSquaredError(),
    )
    return model
