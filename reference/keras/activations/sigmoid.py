"""Sigmoid in Keras."""

import keras

sigmoid = keras.activations.sigmoid
