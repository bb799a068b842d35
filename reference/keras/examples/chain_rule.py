"""The chain rule in Keras: a gradient tape of TensorFlow over keras.ops."""

from typing import Any

import tensorflow as tf
from keras import ops


def chain_rule(x: Any, y: Any, z: Any) -> dict[str, Any]:
    """h = exp(x² + y²) sin z and its three derivatives."""
    with tf.GradientTape() as tape:
        tape.watch([x, y, z])
        h = ops.exp(x**2 + y**2) * ops.sin(z)
    return {"h": h, **dict(zip(("dh_dx", "dh_dy", "dh_dz"), tape.gradient(h, [x, y, z])))}
