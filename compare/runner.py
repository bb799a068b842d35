"""What the commands have in common: the concepts' units, the rows of results.json, the verdict."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from compare import catalog, engine, rooms
from compare.agreement import Finding
from compare.check import DTYPES, check_case
from compare.concept import ROOMS
from compare.conditioning import judged_again
from compare.environment import environment
from compare.report.verdict import verdict
from compare.results import SCHEMA

CASES_A_UNIT = 8

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
class CheckUnit:
    """A piece of `check` that one process does at a time: some cases of one concept."""

    concept: str
    first: int
    last: int
    dtypes: tuple[str, ...]
    only: tuple[str, ...]

    def findings(self) -> list[Finding]:
        """Run the cases, in this process.

        In float32 an error is measured by those of the others; where an implementation is
        missing, that is too few, and rounding alone may explain what disagrees.
        """
        concept = catalog.get(self.concept)
        missing = any(room not in self.only or rooms.why_absent(room) for room in ROOMS)
        found = []
        for case in concept.cases[self.first : self.last]:
            for finding in check_case(concept, case, self.dtypes, self.only):
                again = missing and finding.dtype == "float32"
                found.append(judged_again(concept, case, finding) if again else finding)
        return found

    def lost(self, error: BaseException) -> list[Finding]:
        """What is said of cases whose process died: nothing of them was compared."""
        return [
            Finding(
                self.concept, case.name, dtype, "*", "scratch", "",
                verdict="failed", message=f"failed to run: {type(error).__name__}: {error}",
            )
            for case in catalog.get(self.concept).cases[self.first : self.last]
            for dtype in self.dtypes
        ]  # fmt: skip


def check_units(
    names: Iterable[str] = (), dtypes: Iterable[str] = DTYPES, only: Iterable[str] = ROOMS
) -> list[CheckUnit]:
    """The units of the concepts called `names`; of the whole catalogue without any.

    Raises catalog.UnknownConcept.
    """
    chosen = [catalog.get(name) for name in names] or list(catalog.concepts().values())
    return [
        CheckUnit(c.name, i, i + CASES_A_UNIT, tuple(dtypes), tuple(only))
        for c in chosen
        for i in range(0, len(c.cases), CASES_A_UNIT)
    ]


def check_all(
    names: Iterable[str] = (),
    dtypes: Iterable[str] = DTYPES,
    only: Iterable[str] = ROOMS,
    progress: Progress = silent,
    means: engine.Means = engine.HERE,
) -> list[Finding]:
    """The Findings of the concepts called `names`; of the whole catalogue without any.

    More than a few cases are shared among processes. The order of the Findings does not depend
    on `means`.

    Raises catalog.UnknownConcept before anything runs.
    """
    units = check_units(names, dtypes, only)
    ended: list[CheckUnit] = []

    def tell(unit: CheckUnit, *_: object) -> None:
        ended.append(unit)
        progress(len(ended), len(units), unit.concept)

    found = engine.run(units, CheckUnit.findings, CheckUnit.lost, tell, means=means)
    return [finding for findings in found for finding in findings]


def exit_code(results: dict[str, Any]) -> int:
    """0 where all agree; 1 where something disagrees or failed, or nothing was compared."""
    return 0 if verdict(results).word == "agree" else 1
