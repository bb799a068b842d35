"""Defects of the released frameworks: a record of each, and a script that shows it.

Records are found by walking this folder, as the catalogue's are: adding a file adds a defect.
"""

from dataclasses import asdict
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from compare import rooms
from compare.defects.defect import Defect
from compare.fresh import run_fresh

FRAMEWORKS = ("pytorch", "keras")

__all__ = ["FRAMEWORKS", "Defect", "UnknownDefect", "all", "measured", "named", "row"]


class UnknownDefect(ValueError):
    """No record has this name."""


@cache
def records() -> tuple[Defect, ...]:
    """Every record, framework after framework, each in alphabetical order."""
    found = []
    for framework in FRAMEWORKS:
        package = import_module(f"{__name__}.{framework}")
        for module in sorted(iter_modules(package.__path__), key=lambda m: m.name):
            record = import_module(f"{package.__name__}.{module.name}").DEFECT
            if (record.framework, record.name) != (framework, module.name):
                raise ValueError(
                    f"The record in {framework}/{module.name}.py must be of that framework and "
                    f"name. Received: {record.framework}/{record.name}"
                )
            found.append(record)
    return tuple(found)


def all() -> list[Defect]:  # noqa: A001 - defects.all() reads as what it is
    """Every known defect."""
    return list(records())


def named(name: str) -> list[Defect]:
    """The defects called `name`, in one framework or both. Raises UnknownDefect."""
    found = [d for d in records() if d.name == name]
    if not found:
        near = get_close_matches(name, {d.name for d in records()}, n=3)
        hint = f" Did you mean {', '.join(near)}?" if near else ""
        raise UnknownDefect(
            f"DEFECT must be one of those that `threefold defects` shows.{hint} Received: {name!r}"
        )
    return found


def row(defect: Defect, seen: str | None = None) -> dict[str, str]:
    """The flat record of --json: its fields and its script, and what was seen here, if it was."""
    here = {} if seen is None else {"seen": seen, "state": defect.state(seen)}
    return {**asdict(defect), "script": defect.script, **here}


def measured(wanted: list[Defect]) -> dict[Defect, str]:
    """What their scripts print here; those of a framework that is not installed are left out."""
    found: dict[Defect, str] = {}
    for framework in FRAMEWORKS:
        own = [d for d in wanted if d.framework == framework]
        if own and not rooms.why_absent(framework):
            seen = run_fresh("reference.defects", framework, [d.name for d in own], "scripts")
            found |= {d: seen[d.name] for d in own}
    return found
