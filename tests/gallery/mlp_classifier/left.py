"""Digits classifier: logits out, softmax inside the loss."""

import keras
from keras import layers


def build():
    inputs = keras.Input((28, 28, 1))
    x = layers.Flatten(name="flatten")(inputs)
    x = layers.Dense(64, name="fc1")(x)
    x = layers.Activation("tanh", name="act1")(x)
    x = layers.Dropout(0.2, name="drop")(x)
    outputs = layers.Dense(10, name="logits")(x)
    model = keras.Model(inputs, outputs)
    model.compile(
        optimizer=keras.optimizers.SGD(0.1),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    )
    return model
