"""Normal draws in Keras."""

import keras

RandomNormal = keras.initializers.RandomNormal
