"""ELU and SELU are 0 just below zero."""

import keras

print(f"observed: {float(keras.activations.elu([-1e-8])[0]):.0e}")
