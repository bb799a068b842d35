"""What the commands have in common: run the units, gather the rows of results.json, save them."""

import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from compare import catalog
from compare.agreement import Finding
from compare.check import DTYPES, check_case
from compare.concept import ROOMS
from compare.environment import environment
from compare.report.verdict import verdict
from compare.results import SCHEMA

CASES_A_UNIT = 8
UNITS_A_PROCESS = 6
"""Fewer units than that are not worth another process, which loads the frameworks first."""

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


@dataclass(frozen=True)
class Unit:
    """A piece of `check` that one process does at a time: some cases of one concept."""

    concept: str
    first: int
    last: int
    dtypes: tuple[str, ...]
    only: tuple[str, ...]

    def findings(self) -> list[Finding]:
        """Run the cases, in this process."""
        concept = catalog.get(self.concept)
        return [
            finding
            for case in concept.cases[self.first : self.last]
            for finding in check_case(concept, case, self.dtypes, self.only)
        ]

    def lost(self, error: BaseException) -> list[Finding]:
        """What is said of cases whose process died: nothing of them was compared."""
        return [
            Finding(
                self.concept, case.name, dtype, "*", "scratch", "",
                verdict="failed", message=f"the process died: {type(error).__name__}: {error}",
            )
            for case in catalog.get(self.concept).cases[self.first : self.last]
            for dtype in self.dtypes
        ]  # fmt: skip


def check_all(
    names: Iterable[str] = (),
    dtypes: Iterable[str] = DTYPES,
    only: Iterable[str] = ROOMS,
    progress: Progress = silent,
    processes: int | None = None,
) -> list[Finding]:
    """The Findings of the concepts called `names`; of the whole catalogue without any.

    More than a few cases are shared among `processes`, one a core unless given. The order of
    the Findings, and every number in them, does not depend on that.

    Raises catalog.UnknownConcept before anything runs.
    """
    chosen = [catalog.get(name) for name in names] or list(catalog.concepts().values())
    units = [
        Unit(c.name, i, i + CASES_A_UNIT, tuple(dtypes), tuple(only))
        for c in chosen
        for i in range(0, len(c.cases), CASES_A_UNIT)
    ]
    processes = min(processes or usable_cores(), len(units) // UNITS_A_PROCESS)
    if processes < 2:
        return list(in_turn(units, progress))
    return list(shared_out(units, processes, progress))


def usable_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_turn(units: list[Unit], progress: Progress) -> Iterator[Finding]:
    """Every unit's Findings, one unit after the other in this process."""
    for done, unit in enumerate(units):
        progress(done, len(units), unit.concept)
        yield from unit.findings()
    progress(len(units), len(units), "")


def shared_out(units: list[Unit], processes: int, progress: Progress) -> Iterator[Finding]:
    """Every unit's Findings, in the order of the units, from several processes."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        futures = {pool.submit(unit.findings): unit for unit in units}
        for done, future in enumerate(as_completed(futures), start=1):
            progress(done, len(units), futures[future].concept)
        for future, unit in futures.items():
            error = future.exception()
            yield from unit.lost(error) if error else future.result()


def exit_code(results: dict[str, Any]) -> int:
    """0 where all agree; 1 where something disagrees or failed, or nothing was compared."""
    return 0 if verdict(results).word == "agree" else 1


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
