"""Classifier that ends with a softmax."""

import keras
from keras import layers


def build():
    model = keras.Sequential(
        [
            keras.Input((12,)),
            layers.Dense(16, activation="tanh", name="hidden"),
            layers.Dense(5, activation="softmax", name="classes"),
        ]
    )
    model.compile(optimizer=keras.optimizers.SGD(0.1), loss="sparse_categorical_crossentropy")
    return model
