"""One neuron in Keras: a dense layer of one unit with a sigmoid, under a gradient tape."""

from typing import Any

import keras
import tensorflow as tf


def neuron(x: Any, weights: Any, bias: Any, dy: Any) -> dict[str, Any]:
    """The neuron's output and its gradients for the upstream gradient dy."""
    layer = keras.layers.Dense(1, activation="sigmoid")
    layer.build(x.shape)
    layer.kernel.assign(weights[:, None])
    layer.bias.assign(bias[None])
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = layer(x)[:, 0]
    dx, dw, db = tape.gradient(y, [x, layer.kernel.value, layer.bias.value], dy)
    return {"output": y, "grad:x": dx, "grad:weights": dw[:, 0], "grad:bias": db[0]}
