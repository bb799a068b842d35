"""DepthwiseConv2D and SeparableConv2D refuse unequal strides in float64 on a CPU."""

import keras
import numpy as np

y = keras.layers.DepthwiseConv2D(3, strides=(2, 1), dtype="float64")(np.ones((1, 6, 6, 2)))
print(f"observed: shape {tuple(y.shape)}")
