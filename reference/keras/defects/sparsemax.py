"""sparsemax does not sum to 1."""

import keras

y = keras.activations.sparsemax([[2.0, 1.5, 1.0]])
print(f"observed: {keras.ops.convert_to_numpy(y)[0].tolist()}")
