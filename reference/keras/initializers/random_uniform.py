"""Uniform draws in Keras."""

import keras

RandomUniform = keras.initializers.RandomUniform
