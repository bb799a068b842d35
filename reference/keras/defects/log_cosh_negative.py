"""The LogCosh of a perfect prediction is negative in float64."""

import keras
import numpy as np

loss = keras.losses.LogCosh(dtype="float64")(np.zeros((1, 1)), np.zeros((1, 1)))
print(f"observed: {float(loss):.1e}")
