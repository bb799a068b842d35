"""Mean of word vectors."""

import keras
from keras import layers


def build():
    return keras.Sequential(
        [
            keras.Input((9,), dtype="int32"),
            layers.Embedding(30, 6, name="embedding"),
            layers.GlobalAveragePooling1D(name="mean"),
            layers.Dense(2, name="fc"),
        ]
    )
