"""What the commands have in common: run the units, gather the rows of results.json, save them."""

import json
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from compare import catalog
from compare.agreement import Finding
from compare.check import DTYPES, check
from compare.concept import ROOMS
from compare.environment import environment
from compare.results import SCHEMA

Progress = Callable[[int, int, str], None]


def silent(done: int, total: int, what: str) -> None:
    """No progress."""


def empty_results() -> dict[str, Any]:
    """A results.json with nothing compared yet."""
    return {
        "schema": SCHEMA,
        "environment": environment(),
        "agreement": [],
        "oracle": [],
        "trajectories": [],
        "accuracy": [],
        "timing": [],
        "skipped": [],
    }


def check_all(
    names: Iterable[str] = (),
    dtypes: Iterable[str] = DTYPES,
    only: Iterable[str] = ROOMS,
    progress: Progress = silent,
) -> list[Finding]:
    """The Findings of the concepts called `names`; of the whole catalogue without any.

    Raises catalog.UnknownConcept before anything runs.
    """
    chosen = [catalog.get(name) for name in names] or list(catalog.concepts().values())
    found: list[Finding] = []
    for done, concept in enumerate(chosen):
        progress(done, len(chosen), concept.name)
        found += check(concept, tuple(dtypes), tuple(only))
    progress(len(chosen), len(chosen), "")
    return found


def verdicts(results: dict[str, Any]) -> list[str]:
    """The verdict of every row that has one."""
    return [
        row["verdict"]
        for section in ("agreement", "oracle", "trajectories")
        for row in results[section]
    ]


def exit_code(results: dict[str, Any]) -> int:
    """0 where all agree; 1 where something disagrees or failed, or nothing was compared."""
    found = verdicts(results)
    if any(v in ("disagree", "failed") for v in found):
        return 1
    return 0 if "agree" in found else 1


def write_json(path: str | Path, content: Any) -> None:
    """Write `content` to `path`, whole or not at all."""
    path = Path(path)
    handle, partial = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(content, file, indent=1, allow_nan=True)
        os.replace(partial, path)
    except BaseException:
        Path(partial).unlink(missing_ok=True)
        raise
