"""TopKCategoricalAccuracy fails on NumPy's own floats."""

import keras
import numpy as np

metric = keras.metrics.TopKCategoricalAccuracy(k=1)
print(f"observed: {float(metric(np.array([[0.0, 1.0]]), np.array([[0.2, 0.8]])))}")
