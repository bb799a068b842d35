"""Finding a twin: the file has the concept's name in every room."""

from importlib import import_module
from typing import Any


def twin(room: str, family: str, name: str, symbol: str) -> Any:
    """What `reference/<room>/<family>/<name>.py` defines as `symbol`.

    Raises ModuleNotFoundError where the room has no such file.
    """
    return getattr(import_module(f"reference.{room}.{family}.{name}"), symbol)
