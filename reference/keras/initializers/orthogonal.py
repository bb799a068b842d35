"""Orthogonal in Keras."""

import keras

Orthogonal = keras.initializers.Orthogonal
