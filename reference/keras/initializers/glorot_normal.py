"""Glorot normal in Keras."""

import keras

GlorotNormal = keras.initializers.GlorotNormal
