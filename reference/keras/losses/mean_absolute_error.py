"""Mean absolute error in Keras."""

import keras

MeanAbsoluteError = keras.losses.MeanAbsoluteError
