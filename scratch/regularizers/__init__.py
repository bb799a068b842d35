"""Regularizers: a penalty on a parameter and its gradient, one a file."""

from scratch.registry import lookup, snake_case
from scratch.regularizers.l1 import L1
from scratch.regularizers.l1_l2 import L1L2
from scratch.regularizers.l2 import L2

REGULARIZERS = {"l1": L1, "l2": L2, "l1_l2": L1L2}

ALIASES = {"l1l2": L1L2}
"""How Keras's own lookup spells a name."""


def get(regularizer):
    """The regularizer called `regularizer`, with its defaults; None and callables as they are.

    Also as Keras writes one with its arguments: {"class_name": "L2", "config": {"l2": 0.001}}.
    """
    known, arguments = REGULARIZERS | ALIASES, {}
    if isinstance(regularizer, dict) and set(regularizer) == {"class_name", "config"}:
        regularizer, arguments = snake_case(regularizer["class_name"]), regularizer["config"]
    found = lookup("regularizer", regularizer, known)
    return found(**arguments) if isinstance(found, type) else found


__all__ = ["REGULARIZERS", "get", *(c.__name__ for c in REGULARIZERS.values())]
