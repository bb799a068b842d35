"""Centered RMSprop becomes NaN under constant gradients."""

import keras

weights = keras.Variable(keras.ops.zeros(1000))
optimizer = keras.optimizers.RMSprop(rho=0.5, centered=True)
optimizer.build([weights])
for _ in range(50):
    optimizer.apply([keras.ops.linspace(1.0, 2.0, 1000)], [weights])
print(f"observed: all finite after 50 steps: {bool(keras.ops.all(keras.ops.isfinite(weights)))}")
