"""ops.cast to float64 goes through float32."""

import keras

print(f"observed: {float(keras.ops.cast(0.1, 'float64')):.12f}")
