"""Bag of word vectors: embed, average, classify."""

import keras
from keras import layers


def build():
    model = keras.Sequential(
        [
            keras.Input((6,), dtype="int32"),
            layers.Embedding(50, 8, name="embedding"),
            layers.GlobalAveragePooling1D(name="mean"),
            layers.Dense(1, activation="sigmoid", name="fc"),
        ]
    )
    model.compile(optimizer=keras.optimizers.SGD(0.5, momentum=0.5), loss="mean_squared_error")
    return model
