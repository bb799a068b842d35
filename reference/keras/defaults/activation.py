"""Activations."""

import keras
import numpy as np
import tensorflow as tf
from keras import ops

from reference.measured import Measured, measured, normal


def leaky_relu_layer_slope() -> Measured:
    """The slope of the layer below zero."""
    x = normal(20)
    layer = keras.layers.LeakyReLU()
    y = keras.layers.LeakyReLU(negative_slope=0.01)(x)
    return measured(layer.negative_slope, layer(x), y)


def leaky_relu_function_slope() -> Measured:
    """The slope of the function below zero."""
    x = ops.convert_to_tensor(normal(20))
    slope = -float(ops.leaky_relu(np.array(-1.0)))
    y = ops.leaky_relu(x, negative_slope=0.01)
    return measured(round(slope, 6), ops.leaky_relu(x), y)


def gelu_constant() -> Measured:
    """How far the gelu activation is from x (1 + erf(x / sqrt 2)) / 2 in float64."""
    x = ops.convert_to_tensor(normal(200))
    y = keras.layers.Activation("gelu")(x)
    exact = 0.5 * x * (1 + ops.erf(x / np.sqrt(2.0)))
    near = float(ops.max(ops.abs(y - exact))) < 1e-14
    return measured("exact" if near else "rounded to float32", y, exact)


def gelu_approximation() -> Measured:
    """The function gelu: with erf, or its approximation by tanh."""
    x = ops.convert_to_tensor(normal(200))
    y, erf = ops.gelu(x), ops.gelu(x, approximate=False)
    return measured("erf" if float(ops.max(ops.abs(y - erf))) == 0 else "tanh", y, erf)


def softplus_threshold() -> Measured:
    """softplus(21) - 21: zero where it is the identity from 20 on."""
    x = ops.convert_to_tensor(np.array([19.0, 21.0, 23.0]))
    y = ops.softplus(x)
    bent = ops.where(x > 20, x, ops.softplus(x))
    return measured("x above 20" if float(y[1]) == 21 else "exact", y, bent)


def softmax_axis() -> Measured:
    """Softmax over which axis of three, where none is named."""
    x = ops.convert_to_tensor(normal(2, 3, 4))
    y = keras.layers.Softmax()(x)
    sums = [float(ops.max(ops.abs(ops.sum(y, axis) - 1))) for axis in range(3)]
    return measured([0, 1, -1][int(np.argmin(sums))], y, keras.layers.Softmax(axis=0)(x))


def relu_gradient_at_zero() -> Measured:
    """The derivative of maximum(x, 0) at 0."""
    x = tf.zeros((), "float64")
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        y, z = ops.maximum(x, 0), ops.relu(x)
    return measured(float(tape.gradient(y, x)), tape.gradient(y, x), tape.gradient(z, x))
