"""Sparse categorical cross-entropy in Keras."""

import keras

SparseCategoricalCrossentropy = keras.losses.SparseCategoricalCrossentropy
