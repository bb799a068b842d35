"""Two Elman layers; the last step is read out."""

import keras
from keras import layers


def build():
    return keras.Sequential(
        [
            keras.Input((6, 3)),
            layers.SimpleRNN(6, return_sequences=True, name="rnn1"),
            layers.SimpleRNN(6, name="rnn2"),
            layers.Dense(1, name="out"),
        ]
    )
