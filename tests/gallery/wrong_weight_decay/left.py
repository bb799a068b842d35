"""Small CNN with momentum and decay."""

import keras
from keras import layers


def build():
    model = keras.Sequential(
        [
            keras.Input((6, 6, 2)),
            layers.Conv2D(4, 3, activation="relu", name="conv"),
            layers.GlobalAveragePooling2D(name="gap"),
            layers.Dense(1, name="out"),
        ]
    )
    model.compile(optimizer=keras.optimizers.SGD(0.1, momentum=0.9, weight_decay=0.05), loss="mse")
    return model
