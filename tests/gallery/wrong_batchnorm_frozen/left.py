"""Feature extractor whose normalization is frozen."""

import keras
from keras import layers


def build():
    inputs = keras.Input((8, 8, 3))
    x = layers.Conv2D(6, 3, name="conv")(inputs)
    bn = layers.BatchNormalization(epsilon=1e-5, momentum=0.9, name="bn")
    bn.trainable = False
    x = layers.ReLU(name="relu")(bn(x))
    x = layers.GlobalAveragePooling2D(name="gap")(x)
    return keras.Model(inputs, layers.Dense(2, name="fc")(x))
