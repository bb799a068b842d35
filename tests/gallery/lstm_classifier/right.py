"""Sequence classifier: two LSTM layers, the last output."""

import keras
from keras import layers


def build():
    return keras.Sequential(
        [
            keras.Input((7, 5)),
            layers.LSTM(8, return_sequences=True, name="lstm1"),
            layers.LSTM(6, name="lstm2"),
            layers.Dense(3, name="fc"),
        ]
    )
