"""GELU in float64 is right to eight digits only."""

import keras
import numpy as np

y = keras.activations.gelu(np.array([1.0]))
print(f"observed: {float(y[0]):.12f} in {keras.backend.standardize_dtype(y.dtype)}")
