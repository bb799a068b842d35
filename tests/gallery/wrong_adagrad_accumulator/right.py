"""Linear model with Adagrad."""

import keras
from keras import layers


def build():
    model = keras.Sequential(
        [keras.Input((5,)), layers.Dense(3, "softplus", name="a"), layers.Dense(1, name="b")]
    )
    model.compile(keras.optimizers.Adagrad(0.01), "mae")
    return model
