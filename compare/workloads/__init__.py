"""The workloads: one record each, found by walking this folder. Adding a file adds a workload.

A file has one, WORKLOAD, or several that are variants of each other, WORKLOADS.
"""

from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from compare.datasets import DataMissing, load
from compare.workload import Prepared, Workload


class UnknownWorkload(ValueError):
    """No record has this name."""


@cache
def workloads() -> dict[str, Workload]:
    """Every workload by name, in alphabetical order."""
    found = [w for module in iter_modules(__path__) for w in in_file(module.name)]
    return {w.name: w for w in sorted(found, key=lambda w: w.name)}


def in_file(name: str) -> tuple[Workload, ...]:
    """The workloads of the file called `name`."""
    module = import_module(f"{__name__}.{name}")
    return module.WORKLOADS if hasattr(module, "WORKLOADS") else (module.WORKLOAD,)


def get(name: str) -> Workload:
    """The workload called `name`. Raises UnknownWorkload, with the nearest names."""
    known = workloads()
    if name not in known:
        near = get_close_matches(name, known, n=3) or sorted(known)
        raise UnknownWorkload(
            f"WORKLOAD must be one of {', '.join(sorted(known))}. Did you mean "
            f"{' or '.join(near[:3])}? Received: {name!r}"
        )
    return known[name]


def variants(name: str) -> tuple[Workload, ...]:
    """The workload called `name`, or all those of the file called so. Raises UnknownWorkload."""
    if name not in workloads() and name in {module.name for module in iter_modules(__path__)}:
        return in_file(name)
    return (get(name),)


def prepare(workload: Workload, data_dir: str | None = None, download: bool = False) -> Prepared:
    """The workload's data: of its data sets the first that is there.

    Raises DataMissing where none is there, DataError where one is corrupt.
    """
    missing: list[str] = []
    for name in workload.datasets:
        try:
            return workload.prepare(load(name, data_dir=data_dir, download=download))
        except DataMissing as error:
            missing.append(str(error))
    raise DataMissing(" ".join(missing))
