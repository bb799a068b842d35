"""Initializers: (shape, rng) -> array, one a file, named as Keras names them."""

from scratch.initializers.glorot_uniform import GlorotUniform
from scratch.initializers.zeros import Zeros
from scratch.registry import lookup

INITIALIZERS = {"zeros": Zeros, "glorot_uniform": GlorotUniform}


def get(initializer):
    """The initializer called `initializer`, with its defaults; a callable is returned as it is."""
    found = lookup("initializer", initializer, INITIALIZERS)
    return found() if isinstance(found, type) else found


__all__ = ["INITIALIZERS", "get", *(c.__name__ for c in INITIALIZERS.values())]
