"""Ones in Keras."""

import keras

Ones = keras.initializers.Ones
