"""Zeros in Keras."""

import keras

Zeros = keras.initializers.Zeros
