"""SiLU in Keras."""

import keras

silu = keras.activations.silu
