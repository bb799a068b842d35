"""The size of each layer's gradient in Keras: a gradient tape over dense layers."""

from typing import Any

import keras
import tensorflow as tf
from keras import ops


def gradient_analysis(
    x: Any,
    y: Any,
    kernels: Any,
    biases: Any,
    learning_rate: float = 0.5,
    steps: int = 10,
    vanishing: float = 1e-5,
    exploding: float = 1e3,
) -> dict[str, Any]:
    """Mean, max and norm of |dL/dW| for each step and layer, and the two flags."""
    layers = [keras.layers.Dense(x.shape[1], activation="sigmoid") for _ in kernels]
    model = keras.Sequential([keras.Input(x.shape[1:]), *layers])
    for layer, W, b in zip(layers, kernels, biases):
        layer.set_weights([W, b])
    variables = [v.value for v in model.trainable_variables]
    history = []
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = keras.losses.MeanSquaredError()(y, model(x))
        found = tape.gradient(loss, variables)
        history.append(ops.abs(ops.stack(found[::2])))
        for variable, gradient in zip(variables, found):
            variable.assign_sub(learning_rate * gradient)
    size = ops.stack(history)
    norm = ops.sqrt(ops.sum(ops.square(size), axis=(2, 3)))
    return {
        "mean": ops.mean(size, axis=(2, 3)),
        "max": ops.max(size, axis=(2, 3)),
        "norm": norm,
        "vanishing": ops.any(norm < vanishing, axis=0),
        "exploding": ops.any(norm > exploding, axis=0),
    }
