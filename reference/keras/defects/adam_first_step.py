"""Adam's first step misses the learning rate in the sixth digit."""

import keras

weight = keras.Variable([0.0])
optimizer = keras.optimizers.Adam(learning_rate=1.0, epsilon=1e-30)
optimizer.build([weight])
optimizer.apply([keras.ops.ones(1)], [weight])
print(f"observed: {float(weight[0]):.6f}")
