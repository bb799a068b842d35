"""MLP with RMSprop."""

import keras
from keras import layers


def build():
    model = keras.Sequential(
        [keras.Input((5,)), layers.Dense(8, "tanh", name="a"), layers.Dense(1, name="b")]
    )
    model.compile("rmsprop", "mse")
    return model
