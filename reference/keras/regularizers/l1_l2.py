"""L1 and L2 together in Keras."""

import keras

L1L2 = keras.regularizers.L1L2
