"""Activation functions in PyTorch."""

from collections.abc import Callable
from typing import Any

from reference.lookup import twin


def get(name: str | None) -> Callable[..., Any]:
    """The twin of the activation called `name`; None is the identity."""
    name = name or "linear"
    return twin("pytorch", "activations", name, name)
