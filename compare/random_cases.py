"""Random cases: drawn from the records' strategies, checked, and shrunk where something is wrong.

Hypothesis draws and shrinks. The same seed gives the same cases.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field

import platformdirs

from compare import catalog, engine
from compare.agreement import Finding
from compare.check import DTYPES, check_case
from compare.concept import ROOMS, Case, Concept
from compare.conditioning import judged_again
from compare.runner import Progress, silent
from compare.script import script

CASES_A_UNIT = 50

DIRECTIONS = 4
"""In which the witness differentiates arrays of more elements than that: many cases, few each."""


@dataclass
class Trial:
    """Some random cases of a concept: what was found of each, and the smallest wrong one."""

    concept: Concept
    cases: dict[str, list[Finding]] = field(default_factory=dict)
    smallest: Case | None = None

    def script(self) -> str:
        """The smallest wrong case as a script that fails."""
        assert self.smallest is not None
        return script(self.concept, self.smallest, trouble(self.cases[self.smallest.name]))

    def outcome(self) -> "Tried":
        """What can be told to another process."""
        return Tried(self.concept.name, self.cases, self.script() if self.smallest else "")


class Disagreement(Exception):
    """Tells Hypothesis that a case is worth shrinking."""


@dataclass(frozen=True)
class RandomUnit:
    """A piece of `check --random`: so many random cases of one concept, from its own seed."""

    concept: str
    count: int
    seed: int
    dtypes: tuple[str, ...]
    only: tuple[str, ...]

    def run(self) -> "Tried":
        """Draw and compare them, in this process."""
        return try_cases(
            catalog.get(self.concept), self.count, self.seed, self.dtypes, self.only
        ).outcome()

    def lost(self, error: BaseException) -> "Tried":
        """What is said of cases whose process died: nothing of them was compared."""
        finding = Finding(self.concept, "random cases", "*", "*", "scratch", "", verdict="failed")
        finding.message = f"failed to run: {type(error).__name__}: {error}"
        return Tried(self.concept, {finding.case: [finding]})


@dataclass
class Tried:
    """What is left of a concept's random cases: the findings of each, and a script to paste.

    The script is that of the smallest wrong case; "" where none is wrong.
    """

    concept: str
    cases: dict[str, list[Finding]] = field(default_factory=dict)
    script: str = ""

    def add(self, other: "Tried") -> None:
        """Take in another part of the same concept's cases; one drawn twice counts once."""
        self.cases |= other.cases
        self.script = self.script or other.script


def check_random(
    count: int,
    seed: int = 0,
    names: Iterable[str] = (),
    dtypes: Iterable[str] = DTYPES,
    only: Iterable[str] = ROOMS,
    progress: Progress = silent,
    means: engine.Means = engine.HERE,
) -> list[Tried]:
    """`count` random cases, spread evenly over the concepts of these names (over all without any).

    They are drawn in parts of CASES_A_UNIT, each from a seed of its own. A part's first wrong
    case is shrunk, and the part's remaining cases are left out. A concept that has fewer cases
    than its share gives all of them.

    Raises catalog.UnknownConcept, also for a concept without random cases.
    """
    chosen = with_random(names)
    sizes = [
        share_before(i + 1, count, len(chosen)) - share_before(i, count, len(chosen))
        for i in range(len(chosen))
    ]
    units = [
        RandomUnit(
            concept.name, min(CASES_A_UNIT, size - first), seed + first, tuple(dtypes), tuple(only)
        )
        for concept, size in zip(chosen, sizes, strict=True)
        for first in range(0, size, CASES_A_UNIT)
    ]
    done = 0

    def tell(unit: RandomUnit, _: bool) -> None:
        nonlocal done
        done += unit.count
        progress(done, count, unit.concept)

    progress(0, count, "")
    found = {concept.name: Tried(concept.name) for concept in chosen}
    for part in engine.run(units, RandomUnit.run, RandomUnit.lost, tell, means=means):
        found[part.concept].add(part)
    return [tried for tried in found.values() if tried.cases]


def with_random(names: Iterable[str]) -> list[Concept]:
    """The concepts of these names, or all that have random cases."""
    named = [catalog.get(name) for name in names]
    without = [concept.name for concept in named if not concept.random]
    if without:
        raise catalog.UnknownConcept(
            f"CONCEPT must be one whose record has random cases. Received: {', '.join(without)}"
        )
    return named or [c for c in catalog.concepts().values() if c.random]


def share_before(index: int, count: int, parts: int) -> int:
    """How many of `count` the parts before number `index` get.

    >>> [share_before(i + 1, 8, 3) - share_before(i, 8, 3) for i in range(3)]
    [3, 3, 2]
    """
    return index * (count // parts) + min(index, count % parts)


def try_cases(
    concept: Concept,
    count: int,
    seed: int,
    dtypes: tuple[str, ...],
    only: tuple[str, ...],
) -> Trial:
    """Up to `count` random cases of one concept; the first wrong one is shrunk."""
    import hypothesis
    from hypothesis import HealthCheck, Phase, configuration, errors

    # Hypothesis keeps notes about the code that it runs; not in the user's folder.
    configuration.set_hypothesis_home_dir(platformdirs.user_cache_path("threefold") / "hypothesis")
    assert concept.random is not None
    trial = Trial(concept)

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=count,
        phases=(Phase.generate, Phase.shrink),
        report_multiple_bugs=False,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @hypothesis.given(concept.random())
    def agree(case: Case) -> None:
        if case.name in trial.cases:  # the same case, drawn in another way
            hypothesis.reject()
        compared = check_case(concept, case, dtypes, only, directions=DIRECTIONS)
        found = [judged_again(concept, case, finding) for finding in compared]
        if trouble(found):
            trial.smallest, smallest[case.name] = case, found
            raise Disagreement
        if trial.smallest is None:
            trial.cases[case.name] = found

    smallest: dict[str, list[Finding]] = {}
    with suppress(Disagreement, errors.Flaky):
        agree()
    if trial.smallest is not None:
        trial.cases[trial.smallest.name] = smallest[trial.smallest.name]
    return trial


def trouble(findings: Iterable[Finding]) -> list[Finding]:
    """Those that do not agree."""
    return [f for f in findings if f.verdict in ("disagree", "failed")]
