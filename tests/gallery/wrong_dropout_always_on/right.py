"""Classifier with dropout."""

import keras
from keras import layers


def build():
    return keras.Sequential(
        [
            keras.Input((20,)),
            layers.Dense(32, activation="relu", name="fc1"),
            layers.Dropout(0.3, name="drop"),
            layers.Dense(4, name="fc2"),
        ]
    )
