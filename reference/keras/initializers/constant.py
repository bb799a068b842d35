"""A constant in Keras."""

import keras

Constant = keras.initializers.Constant
