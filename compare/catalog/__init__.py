"""The catalogue: a record for each concept, found by walking this folder: a file is a concept."""

from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from compare.concept import Concept

FAMILIES = (
    "activations",
    "losses",
    "layers",
    "initializers",
    "regularizers",
    "optimizers",
    "schedules",
    "callbacks",
    "metrics",
    "data",
    "examples",
)
"""In the order in which they are shown."""


class UnknownConcept(ValueError):
    """No record has this name."""


@cache
def concepts() -> dict[str, Concept]:
    """Every concept by name, family after family, each in alphabetical order."""
    found: dict[str, Concept] = {}
    for family in FAMILIES:
        package = import_module(f"{__name__}.{family}")
        for module in sorted(iter_modules(package.__path__), key=lambda m: m.name):
            record = import_module(f"{package.__name__}.{module.name}").CONCEPT
            if (record.family, record.name) != (family, module.name):
                raise ValueError(
                    f"The record in {family}/{module.name}.py must be of that family and name. "
                    f"Received: {record.family}/{record.name}"
                )
            found[record.name] = record
    return found


def get(name: str) -> Concept:
    """The concept called `name`. Raises UnknownConcept, with the nearest names."""
    known = concepts()
    if name not in known:
        near = get_close_matches(name, known, n=3)
        hint = f" Did you mean {', '.join(near)}?" if near else ""
        raise UnknownConcept(
            f"CONCEPT must be one of those that `threefold list` shows.{hint} Received: {name!r}"
        )
    return known[name]
