"""Neural networks from scratch: NumPy and nothing else, one concept a file.

>>> import scratch
>>> scratch.layers.Dense(2).forward(np.ones((5, 3))).shape
(5, 2)
"""

from importlib import import_module

__all__ = [
    "activations",
    "callbacks",
    "data",
    "examples",
    "initializers",
    "layers",
    "losses",
    "metrics",
    "network",
    "optimizers",
    "persistence",
    "regularizers",
    "schedules",
]


def __getattr__(name):
    """A part of the package, imported when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module 'scratch' has no attribute {name!r}")
    return import_module(f"scratch.{name}")
