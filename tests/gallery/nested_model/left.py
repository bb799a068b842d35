"""A backbone model inside a model."""

import keras
from keras import layers


def backbone():
    inputs = keras.Input((8, 8, 3))
    x = layers.Conv2D(4, 3, strides=2, name="b_conv")(inputs)
    x = layers.BatchNormalization(epsilon=1e-5, momentum=0.9, name="b_bn")(x)
    return keras.Model(inputs, layers.ReLU(name="b_relu")(x), name="backbone")


def build():
    inputs = keras.Input((8, 8, 3))
    x = backbone()(inputs)
    x = layers.GlobalMaxPooling2D(name="pool")(x)
    x = layers.Dropout(0.1, name="drop")(x)
    return keras.Model(inputs, layers.Dense(2, name="head")(x))
