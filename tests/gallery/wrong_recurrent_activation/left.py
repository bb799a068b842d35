"""Sequence model with a cheaper gate."""

import keras
from keras import layers


def build():
    return keras.Sequential(
        [
            keras.Input((10, 4)),
            layers.LSTM(8, recurrent_activation="hard_sigmoid", name="lstm"),
            layers.Dense(2, activation="softmax", name="fc"),
        ]
    )
