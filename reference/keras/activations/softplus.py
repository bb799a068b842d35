"""Softplus in Keras."""

import keras

softplus = keras.activations.softplus
