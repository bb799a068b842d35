"""Hyper-parameters are rounded to float32 in float64 training."""

import keras
import numpy as np

weight = keras.Variable(np.zeros(1), dtype="float64")
optimizer = keras.optimizers.SGD(learning_rate=1.0, momentum=0.9)
optimizer.build([weight])
for _ in range(2):
    optimizer.apply([keras.ops.ones(1, dtype="float64")], [weight])
print(f"observed: {float(weight[0]):.12f}")
