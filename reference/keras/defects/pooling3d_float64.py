"""Pooling in three dimensions has no float64."""

import keras
import numpy as np

y = keras.layers.AveragePooling3D(2, dtype="float64")(np.ones((1, 2, 2, 2, 1)))
print(f"observed: {float(y[0, 0, 0, 0, 0])}")
