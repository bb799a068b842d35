"""The workloads: one record each, found by walking this folder. Adding a file adds a workload."""

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
    names = sorted(module.name for module in iter_modules(__path__))
    return {name: import_module(f"{__name__}.{name}").WORKLOAD for name in names}


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
