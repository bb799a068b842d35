"""Logistic regression."""

import keras
from keras import layers


def build():
    model = keras.Sequential([keras.Input((7,)), layers.Dense(1, name="logit")])
    model.compile(
        optimizer=keras.optimizers.SGD(0.1, weight_decay=0.01),
        loss=keras.losses.BinaryCrossentropy(from_logits=True),
    )
    return model
