"""Transposed convolutions refuse dilation in float64 on a CPU."""

import keras
import numpy as np

y = keras.layers.Conv2DTranspose(2, 3, dilation_rate=2, dtype="float64")(np.ones((1, 5, 5, 3)))
print(f"observed: shape {tuple(y.shape)}")
