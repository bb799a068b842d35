"""How a layer's inputs are passed: one after another, or as one list."""

from collections.abc import Iterable
from typing import Any


def passed(layer: Any, inputs: Iterable[Any]) -> list[Any]:
    """The positional arguments: a layer with `takes_list` takes all its inputs as one list."""
    several = list(inputs)
    return [several] if getattr(layer, "takes_list", False) else several
