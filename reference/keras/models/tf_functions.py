"""Plain TensorFlow functions in a subclassed model's `call`, as operations of Keras's graph.

A symbolic tensor of Keras is refused by tf.nn.relu or tf.concat. While a model is traced, what they
refuse is taken up here: the function becomes a node, and runs when the graph does.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import keras
import tensorflow as tf
from keras import tree


class TensorFlowFunction(keras.Operation):
    """One function of TensorFlow as an operation."""

    def __init__(self, function: Callable[..., Any]) -> None:
        words = function.__name__.removesuffix("_v2")
        super().__init__(name=keras.src.utils.naming.auto_name(words))
        self.function, self.words = function, words

    def call(self, *args: Any, **kwargs: Any) -> Any:
        """The function."""
        return self.function(*args, **kwargs)

    def compute_output_spec(self, *args: Any, **kwargs: Any) -> Any:
        """The result's shape, from a run on zeros."""

        def zeros(x: Any) -> Any:
            return tf.zeros(x.shape, x.dtype) if isinstance(x, keras.KerasTensor) else x

        args, kwargs = tree.map_structure(zeros, (args, kwargs))
        return tree.map_structure(
            lambda y: keras.KerasTensor(y.shape, y.dtype.name), self.function(*args, **kwargs)
        )


class Dispatcher(tf.__internal__.dispatch.GlobalOpDispatcher):
    """Takes up calls that TensorFlow refuses, while it is `active`."""

    active = False

    def handle(self, op: Callable[..., Any], args: Any, kwargs: Any) -> Any:
        """The function as a node, where it was called on a symbolic tensor."""
        given = tree.flatten((args, kwargs))
        if not self.active or not any(isinstance(x, keras.KerasTensor) for x in given):
            return self.NOT_SUPPORTED
        return TensorFlowFunction(op)(*args, **kwargs)


DISPATCHER = Dispatcher()
DISPATCHER.register()


@contextmanager
def taken_up() -> Iterator[None]:
    """TensorFlow's functions become nodes here."""
    before, DISPATCHER.active = DISPATCHER.active, True
    try:
        yield
    finally:
        DISPATCHER.active = before
