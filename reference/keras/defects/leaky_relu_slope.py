"""LeakyReLU in float64 has a slope rounded to float32."""

import keras
import numpy as np

y = keras.activations.leaky_relu(np.array([-1.0]), negative_slope=0.1)
print(f"observed: {float(y[0]):.12f}")
