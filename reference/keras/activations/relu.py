"""ReLU in Keras."""

import keras

relu = keras.activations.relu
