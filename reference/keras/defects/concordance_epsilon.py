"""Two equal arrays are not in concordance if their numbers are small."""

import keras
import numpy as np

x = np.array([[1e-4, 2e-4, 4e-4]])
print(f"observed: {float(keras.metrics.ConcordanceCorrelation(dtype='float64')(x, x)):.3f}")
