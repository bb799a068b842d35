"""Mean of word vectors without padding."""

import keras
from keras import layers


def build():
    return keras.Sequential(
        [
            keras.Input((9,), dtype="int32"),
            layers.Embedding(50, 8, mask_zero=True, name="embedding"),
            layers.GlobalAveragePooling1D(name="mean"),
            layers.Dense(2, name="fc"),
        ]
    )
