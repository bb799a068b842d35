"""What Keras does by default, measured: a function a row of `threefold defaults`.

The functions of the same names in reference/pytorch/defaults are given the same inputs.
"""

from contextlib import AbstractContextManager
from typing import Any

import keras
import numpy as np

from reference.keras.room import computing_in
from reference.measured import RATES, gradients


def surroundings() -> AbstractContextManager[None]:
    """What measures run in: float64, which Keras layers have only where it is the default."""
    return computing_in("float64")


def assigned(layer: Any, x: Any, *values: np.ndarray) -> Any:
    """The layer, built for `x`, with weights given."""
    layer.build(np.shape(x))
    layer.set_weights(list(values))
    return layer


def walk(
    optimizer: type, steps: np.ndarray, rates: Any = None, before: Any = None, **arguments: Any
) -> np.ndarray:
    """Weights that begin at 1, after each step.

    Arguments:
        optimizer: its class.
        steps: a gradient each.
        rates: a learning rate each, where it changes.
        before: called as `before(method, w, step)`, the step counted from 1, before it is made;
            what it returns is added to the gradient.
        arguments: the optimizer's.
    """
    w = keras.Variable(np.ones(steps.shape[1:]), dtype="float64")
    method = optimizer(**arguments)
    method.build([w])
    weights = []
    for step, gradient in enumerate(steps, 1):
        if rates is not None:
            method.learning_rate = rates[step - 1]
        more = before(method, w, step) if before else 0.0
        method.apply([keras.ops.convert_to_tensor(gradient + more)], [w])
        weights.append(w.numpy())
    return np.stack(weights)


def path(optimizer: type, before: Any = None, **arguments: Any) -> np.ndarray:
    """Every second of the weights on the shared gradients."""
    return walk(optimizer, gradients(), before=before, **arguments)[::2]


def changing(optimizer: type, before: Any = None, **arguments: Any) -> np.ndarray:
    """The same with a learning rate that falls half-way."""
    return walk(optimizer, gradients(), RATES, before, **arguments)[::2]
