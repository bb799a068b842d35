"""Glorot uniform in Keras."""

import keras

GlorotUniform = keras.initializers.GlorotUniform
