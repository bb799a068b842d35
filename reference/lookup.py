"""Finding a twin: the file has the concept's name in every room."""

from importlib import import_module
from typing import Any


def twin(room: str, family: str, name: str, symbol: str = "") -> Any:
    """What `reference/<room>/<family>/<name>.py` defines as `symbol`.

    Without a symbol, it is the public name that reads as the file's: MaxPooling2D in
    max_pooling2d.py. Raises ModuleNotFoundError where the room has no such file.
    """
    module = import_module(f"reference.{room}.{family}.{name}")
    return getattr(module, symbol or spelled_like(name, vars(module)))


def spelled_like(name: str, candidates: Any) -> str:
    """The candidate that equals `name` but for case and underscores.

    >>> spelled_like("max_pooling2d", ["nn", "MaxPooling2D"])
    'MaxPooling2D'
    """
    wanted = name.replace("_", "")
    return next(c for c in candidates if c.replace("_", "").lower() == wanted)
