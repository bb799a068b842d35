"""ELU in Keras."""

import keras

elu = keras.activations.elu
