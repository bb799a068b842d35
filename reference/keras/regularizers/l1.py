"""L1 in Keras."""

import keras

L1 = keras.regularizers.L1
