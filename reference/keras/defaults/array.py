"""Functions of arrays."""

import keras
import numpy as np
import tensorflow as tf
from keras import ops

from reference.measured import Measured, measured, normal


def variance_divisor() -> Measured:
    """What the squares of n numbers are divided by."""
    x = normal(5)
    y = ops.var(x)
    aligned = ops.var(x) * len(x) / (len(x) - 1)
    return measured("n" if np.allclose(y, x.var()) else "n - 1", y, aligned)


def median_of_even() -> Measured:
    """The median of 1, 2, 3, 4."""
    x = np.array([1.0, 2.0, 3.0, 4.0])
    y = ops.median(x)
    return measured(float(y), y, ops.quantile(x, 0.5, method="lower"))


def norm_gradient_at_zero() -> Measured:
    """The gradient of the norm of (0, 0)."""
    x = tf.zeros(2, "float64")
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        y = ops.norm(x)
        square = ops.sum(ops.square(x))
        z = ops.where(square > 0, ops.sqrt(ops.where(square > 0, square, 1.0)), 0.0)
    slope, aligned = tape.gradient(y, x).numpy(), tape.gradient(z, x)
    return measured("nan" if np.isnan(slope).any() else "0", aligned=aligned)


def integer_mean() -> Measured:
    """The mean of the integers 1 and 2."""
    return measured(float(ops.mean(np.array([1, 2]))))


def clip_by_norm() -> Measured:
    """Gradients (3, 4) and (12,), clipped to the norm 1: of all, or of each."""

    def clipped(**arguments: float) -> np.ndarray:
        weights = [keras.Variable(np.zeros(n), dtype="float64") for n in (2, 1)]
        optimizer = keras.optimizers.SGD(learning_rate=1.0, **arguments)
        optimizer.apply([ops.convert_to_tensor([3.0, 4.0]), ops.convert_to_tensor([12.0])], weights)
        return -np.concatenate([w.numpy() for w in weights])

    y = clipped(clipnorm=1.0)
    word = "all together" if np.linalg.norm(y) < 1.01 else "each variable"
    return measured(word, y, clipped(global_clipnorm=1.0))


def clip_epsilon() -> Measured:
    """What is left of the norm 13 after clipping to 1."""
    w = keras.Variable(np.zeros(1), dtype="float64")
    optimizer = keras.optimizers.SGD(learning_rate=1.0, global_clipnorm=1.0)
    optimizer.apply([ops.convert_to_tensor([13.0])], [w])
    left = -w.numpy()
    return measured(round(float(left[0]), 9), left)
