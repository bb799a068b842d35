"""A transformer block after an embedding, in Keras."""

import keras
from keras import layers, ops


@keras.saving.register_keras_serializable("gallery")
class Positions(layers.Layer):
    def __init__(self, length, width, **kwargs):
        super().__init__(**kwargs)
        self.table = layers.Embedding(length, width, name="table")

    def call(self, x):
        return x + self.table(ops.arange(ops.shape(x)[1]))


def build():
    inputs = keras.Input((10,), dtype="int32")
    x = layers.Embedding(40, 16, name="tokens")(inputs)
    x = Positions(10, 16, name="positions")(x)
    y = layers.MultiHeadAttention(2, 8, name="attention")(x, x)
    x = layers.LayerNormalization(epsilon=1e-6, name="norm1")(layers.Add(name="add1")([x, y]))
    y = layers.Dense(32, activation="gelu", name="up")(x)
    y = layers.Dense(16, name="down")(y)
    x = layers.LayerNormalization(epsilon=1e-6, name="norm2")(layers.Add(name="add2")([x, y]))
    x = layers.GlobalAveragePooling1D(name="pool")(x)
    return keras.Model(inputs, layers.Dense(3, name="head")(x))
