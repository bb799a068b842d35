"""He normal in Keras."""

import keras

HeNormal = keras.initializers.HeNormal
