"""Gradient descent in Keras: a gradient tape, and the step written out."""

from typing import Any

import tensorflow as tf
from keras import ops


def f(x: Any) -> Any:
    """x² + 5 sin x."""
    return x**2 + 5 * ops.sin(x)


def gradient_descent(start: Any, learning_rate: float = 0.1, steps: int = 50) -> dict[str, Any]:
    """The places visited, and the heights there."""
    x = start
    path = [x]
    for _ in range(steps):
        with tf.GradientTape() as tape:
            tape.watch(x)
            height = f(x)
        x = x - learning_rate * tape.gradient(height, x)
        path.append(x)
    visited = ops.stack(path)
    return {"x": visited, "f": f(visited)}
