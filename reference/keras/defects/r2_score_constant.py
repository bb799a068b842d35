"""The R2 score of a perfect prediction is NaN where the target is constant."""

import keras

ones = keras.ops.ones((3, 1))
print(f"observed: {float(keras.metrics.R2Score()(ones, ones))}")
