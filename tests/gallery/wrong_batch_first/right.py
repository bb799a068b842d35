"""Sequence classifier."""

import keras
from keras import layers


def build():
    return keras.Sequential(
        [
            keras.Input((7, 5)),
            layers.LSTM(8, return_sequences=True, name="lstm"),
            layers.Dense(3, name="fc"),
        ]
    )
