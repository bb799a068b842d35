"""The gradient of GELU by tanh is NaN at large numbers."""

import keras
import tensorflow as tf

x = tf.Variable(1e20)
with tf.GradientTape() as tape:
    y = keras.activations.gelu(x, approximate=True)
print(f"observed: gradient {float(tape.gradient(y, x))}")
