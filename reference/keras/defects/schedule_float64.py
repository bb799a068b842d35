"""Schedules compute in float32 although floatx is float64."""

import keras

keras.config.set_floatx("float64")
rate = keras.optimizers.schedules.ExponentialDecay(0.1, decay_steps=10, decay_rate=0.5)(10)
keras.config.set_floatx("float32")
print(f"observed: {float(rate):.12f} in {keras.backend.standardize_dtype(rate.dtype)}")
