"""Truncated normal draws in Keras."""

import keras

TruncatedNormal = keras.initializers.TruncatedNormal
