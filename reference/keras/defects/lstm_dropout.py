"""LSTM and GRU fail with dropout and implementation=1."""

import keras
import numpy as np

layer = keras.layers.LSTM(3, dropout=0.5, implementation=1)
y = layer(np.ones((2, 4, 5), "float32"), training=True)
print(f"observed: shape {tuple(y.shape)}")
