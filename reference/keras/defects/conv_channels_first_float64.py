"""Conv2D with channels first has no float64 on a CPU."""

import keras
import numpy as np

layer = keras.layers.Conv2D(2, 3, data_format="channels_first", dtype="float64")
y = layer(np.ones((1, 3, 8, 8)))
print(f"observed: shape {tuple(y.shape)}")
