"""Paths of optimizers in Keras: keras.optimizers on gradients by a gradient tape."""

from typing import Any

import keras
import tensorflow as tf
from keras import ops

from reference.keras.optimizers.adam import Adam
from reference.keras.optimizers.rmsprop import RMSprop
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
        "sgd": SGD(learning_rate),
        "momentum": SGD(learning_rate, momentum=momentum),
        "nesterov": SGD(learning_rate, momentum=momentum, nesterov=True),
        "rmsprop": RMSprop(learning_rate),
        "adam": Adam(learning_rate),
    }
    return {
        name: walk(optimizer, keras.Variable(start), curvature, steps)
        for name, optimizer in optimizers.items()
    }


def walk(optimizer: Any, w: Any, curvature: Any, steps: int) -> Any:
    """The points from the present w on."""
    path = [ops.copy(w)]
    for _ in range(steps):
        with tf.GradientTape() as tape:
            height = ops.sum(curvature * ops.square(w))
        optimizer.apply([tape.gradient(height, w.value)], [w])
        path.append(ops.copy(w))
    return ops.stack(path)
