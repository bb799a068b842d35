"""A mask moves BatchNormalization's mean and variance."""

import keras
import numpy as np

x = np.array([[[1.0], [3.0], [7.0]]])
layers = [keras.layers.BatchNormalization(epsilon=0.0, dtype="float64") for _ in range(2)]
masked = layers[0](x, training=True, mask=np.array([[True, True, False]]))
cut = layers[1](x[:, :2], training=True)
print(f"observed: {float(masked[0, 1, 0]):.9f}, cut off {float(cut[0, 1, 0]):.9f}")
