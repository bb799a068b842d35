"""LSTM fails on an empty batch."""

import keras
import numpy as np

y = keras.layers.LSTM(2)(np.zeros((0, 3, 2), "float32"))
print(f"observed: shape {tuple(y.shape)}")
