"""Optimizers, one a file, named as Keras names them."""

from scratch.optimizers.optimizer import Optimizer
from scratch.optimizers.sgd import SGD
from scratch.registry import lookup

OPTIMIZERS = {"sgd": SGD}


def get(optimizer):
    """The optimizer called `optimizer`, with its defaults; an Optimizer as it is."""
    found = lookup("optimizer", optimizer, OPTIMIZERS)
    return found() if isinstance(found, type) else found


__all__ = ["OPTIMIZERS", "Optimizer", "get", *(c.__name__ for c in OPTIMIZERS.values())]
