"""Logarithm of the softmax in Keras."""

import keras

log_softmax = keras.activations.log_softmax
