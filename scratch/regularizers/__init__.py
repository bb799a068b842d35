"""Regularizers: a penalty on a parameter and its gradient, one a file."""

from scratch.registry import lookup
from scratch.regularizers.l2 import L2

REGULARIZERS = {"l2": L2}


def get(regularizer):
    """The regularizer called `regularizer`, with its defaults; None and callables as they are."""
    found = lookup("regularizer", regularizer, REGULARIZERS)
    return found() if isinstance(found, type) else found


__all__ = ["L2", "REGULARIZERS", "get"]
