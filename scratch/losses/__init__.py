"""Losses, one a file, named as Keras names them."""

from scratch.losses.binary_crossentropy import BinaryCrossentropy
from scratch.losses.categorical_crossentropy import CategoricalCrossentropy
from scratch.losses.huber import Huber
from scratch.losses.loss import Loss
from scratch.losses.mean_absolute_error import MeanAbsoluteError
from scratch.losses.mean_squared_error import MeanSquaredError
from scratch.losses.sparse_categorical_crossentropy import SparseCategoricalCrossentropy
from scratch.registry import lookup

LOSSES = {
    "mean_squared_error": MeanSquaredError,
    "mean_absolute_error": MeanAbsoluteError,
    "huber": Huber,
    "binary_crossentropy": BinaryCrossentropy,
    "categorical_crossentropy": CategoricalCrossentropy,
    "sparse_categorical_crossentropy": SparseCategoricalCrossentropy,
}


def get(loss):
    """The loss called `loss`, with its defaults; a Loss is returned as it is."""
    found = lookup("loss", loss, LOSSES)
    return found() if isinstance(found, type) else found


__all__ = ["LOSSES", "Loss", "get", *(c.__name__ for c in LOSSES.values())]
