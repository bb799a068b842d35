"""He uniform in Keras."""

import keras

HeUniform = keras.initializers.HeUniform
