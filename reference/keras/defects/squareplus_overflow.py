"""squareplus of a large negative number is infinite."""

import keras

print(f"observed: {float(keras.activations.squareplus([-1e20])[0]):.0e}")
