"""Tanh in Keras."""

import keras

tanh = keras.activations.tanh
