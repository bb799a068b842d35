"""Classifier with logits."""

import keras
from keras import layers


def build():
    model = keras.Sequential(
        [
            keras.Input((12,)),
            layers.Dense(16, activation="relu", name="hidden"),
            layers.Dense(1, name="logit"),
        ]
    )
    model.compile(optimizer=keras.optimizers.SGD(0.1), loss="binary_crossentropy")
    return model
