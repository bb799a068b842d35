"""L2 in Keras."""

import keras

L2 = keras.regularizers.L2
