"""After the refactoring: functional, activations as layers."""

import keras
from keras import layers, ops


def build():
    inputs = keras.Input((12, 6), name="series")
    x = layers.Conv1D(8, 3, padding="same", name="conv")(inputs)
    x = layers.ReLU(name="relu")(x)
    x = layers.LayerNormalization(name="norm")(x)
    x = layers.GRU(7, return_sequences=True, name="gru")(x)
    x = ops.mean(x, axis=1)
    x = layers.Dense(4, name="classes")(x)
    return keras.Model(inputs, layers.Softmax(name="softmax")(x))
