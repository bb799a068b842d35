"""The R2 score is 0 where the target lies far from zero."""

import keras
import numpy as np

truth = 10_000 + np.array([[1.0], [2.0], [3.0]], "float32")
near = 10_000 + np.array([[1.0], [2.0], [3.5]], "float32")
print(f"observed: {float(keras.metrics.R2Score()(truth, near)):.3f}")
