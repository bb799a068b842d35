"""Before the refactoring: Sequential, activations as arguments."""

import keras
from keras import layers


def build():
    return keras.Sequential(
        [
            keras.Input((12, 6)),
            layers.Conv1D(8, 3, padding="same", activation="relu", name="c1"),
            layers.LayerNormalization(name="n1"),
            layers.GRU(7, return_sequences=True, name="g1"),
            layers.GlobalAveragePooling1D(name="p1"),
            layers.Dense(4, activation="softmax", name="d1"),
        ]
    )
