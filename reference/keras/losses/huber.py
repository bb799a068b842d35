"""Huber loss in Keras."""

import keras

Huber = keras.losses.Huber
