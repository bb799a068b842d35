"""LSTM with dropout after it, trained with momentum."""

import keras
from keras import layers


def build():
    model = keras.Sequential(
        [
            keras.Input((5, 3)),
            layers.LSTM(6, name="lstm"),
            layers.Dropout(0.25, name="drop"),
            layers.Dense(1, name="fc"),
        ]
    )
    model.compile(optimizer=keras.optimizers.SGD(0.05, momentum=0.5, nesterov=True), loss="huber")
    return model
