"""MLP with a penalty on its kernels."""

import keras
from keras import layers


def build():
    model = keras.Sequential(
        [
            keras.Input((6,)),
            layers.Dense(8, "tanh", kernel_regularizer=keras.regularizers.L2(0.01), name="a"),
            layers.Dense(1, name="b"),
        ]
    )
    model.compile(keras.optimizers.SGD(0.1), "mse")
    return model
