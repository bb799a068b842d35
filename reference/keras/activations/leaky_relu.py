"""Leaky ReLU in Keras: a slope that is no float32 is rounded to one, also in float64."""

import keras

leaky_relu = keras.activations.leaky_relu
