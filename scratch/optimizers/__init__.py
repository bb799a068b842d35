"""Optimizers, one a file, named as Keras names them."""

from scratch.optimizers.adagrad import Adagrad
from scratch.optimizers.adam import Adam
from scratch.optimizers.adamw import AdamW
from scratch.optimizers.clipping import Clipping
from scratch.optimizers.optimizer import Optimizer
from scratch.optimizers.rmsprop import RMSprop
from scratch.optimizers.sgd import SGD
from scratch.registry import lookup

OPTIMIZERS = {"sgd": SGD, "adagrad": Adagrad, "rmsprop": RMSprop, "adam": Adam, "adamw": AdamW}


def get(optimizer):
    """The optimizer called `optimizer`, with its defaults; an Optimizer as it is."""
    found = lookup("optimizer", optimizer, OPTIMIZERS)
    return found() if isinstance(found, type) else found


__all__ = [
    "OPTIMIZERS", "Clipping", "Optimizer", "get", *(c.__name__ for c in OPTIMIZERS.values())
]  # fmt: skip
