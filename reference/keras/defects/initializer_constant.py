"""Constant(0.1) is not 0.1 in float64."""

import keras

w = keras.initializers.Constant(0.1)((1,), dtype="float64")
print(f"observed: {float(w[0]):.12f}")
