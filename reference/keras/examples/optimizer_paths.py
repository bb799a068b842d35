"""Paths of optimizers in Keras: keras.optimizers.SGD on gradients by a gradient tape."""

from typing import Any

import keras
import numpy as np
import tensorflow as tf
from keras import ops

from reference.keras.optimizers.sgd import SGD


def optimizer_paths(
    start: Any,
    curvature: Any,
    learning_rate: float = 0.02,
    momentum: float = 0.9,
    steps: int = 50,
) -> dict[str, Any]:
    """The points that each optimizer visits on Σ c w²."""
    optimizers = {
        "sgd": SGD(),
        "momentum": SGD(momentum=momentum),
        "nesterov": SGD(momentum=momentum, nesterov=True),
    }
    paths = {}
    for name, optimizer in optimizers.items():
        optimizer.learning_rate.assign(np.asarray(learning_rate, keras.config.floatx()))
        paths[name] = walk(optimizer, keras.Variable(start), curvature, steps)
    return paths


def walk(optimizer: Any, w: Any, curvature: Any, steps: int) -> Any:
    """The points from the present w on."""
    path = [ops.copy(w)]
    for _ in range(steps):
        with tf.GradientTape() as tape:
            height = ops.sum(curvature * ops.square(w))
        optimizer.apply([tape.gradient(height, w.value)], [w])
        path.append(ops.copy(w))
    return ops.stack(path)
