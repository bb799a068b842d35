"""RMSNormalization works along the last axis only."""

import keras
import numpy as np

y = keras.layers.RMSNormalization(axis=1)(np.ones((2, 5, 3), "float32"))
print(f"observed: shape {tuple(y.shape)}")
