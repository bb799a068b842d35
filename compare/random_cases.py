"""Random cases: drawn from the records' strategies, checked, and shrunk where something is wrong.

Hypothesis draws and shrinks. The same seed gives the same cases.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain

import platformdirs

from compare import catalog
from compare.agreement import Finding
from compare.check import DTYPES, check_case
from compare.concept import ROOMS, Case, Concept
from compare.conditioning import judged_again
from compare.runner import Progress, silent
from compare.script import script

DIRECTIONS = 4
"""In which the witness differentiates arrays of more elements than that: many cases, few each."""


@dataclass
class Trial:
    """A concept's random cases: how many, what was found, and the smallest wrong one, if any is."""

    concept: Concept
    cases: int = 0
    findings: list[Finding] = field(default_factory=list)
    smallest: Case | None = None

    def script(self) -> str:
        """The smallest wrong case as a script that fails."""
        assert self.smallest is not None
        return script(self.concept, self.smallest, trouble(self.findings))


class Disagreement(Exception):
    """Tells Hypothesis that a case is worth shrinking."""


def check_random(
    count: int,
    seed: int = 0,
    names: Iterable[str] = (),
    dtypes: Iterable[str] = DTYPES,
    only: Iterable[str] = ROOMS,
    progress: Progress = silent,
) -> list[Trial]:
    """`count` random cases, spread evenly over the concepts of these names (over all without any).

    A concept's first wrong case is shrunk, and its remaining cases are left out. A concept that
    has fewer cases than its share gives all of them.

    Raises catalog.UnknownConcept, also for a concept without random cases.
    """
    chosen = with_random(names)
    trials = []
    for i, concept in enumerate(chosen):
        before = share_before(i, count, len(chosen))
        size = share_before(i + 1, count, len(chosen)) - before

        def tell(done: int, what: str, before: int = before) -> None:
            progress(before + done, count, what)

        if size:
            trials.append(try_cases(concept, size, seed, tuple(dtypes), tuple(only), tell))
    progress(count, count, "")
    return trials


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
    tell: Callable[[int, str], None],
) -> Trial:
    """Up to `count` random cases of one concept; the first wrong one is shrunk."""
    import hypothesis
    from hypothesis import HealthCheck, Phase, configuration, errors

    # Hypothesis keeps notes about the code that it runs; not in the user's folder.
    configuration.set_hypothesis_home_dir(platformdirs.user_cache_path("threefold") / "hypothesis")
    assert concept.random is not None
    trial = Trial(concept)
    agreeing: dict[str, list[Finding]] = {}

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
        if case.name in agreeing:  # the same case, drawn in another way
            hypothesis.reject()
        compared = check_case(concept, case, dtypes, only, directions=DIRECTIONS)
        found = [judged_again(concept, case, finding) for finding in compared]
        if trouble(found):
            trial.smallest, trial.findings = case, found
            tell(trial.cases, f"{concept.name}: looking for a smaller case")
            raise Disagreement
        if trial.smallest is None:
            agreeing[case.name] = found
            trial.cases = len(agreeing)
            tell(trial.cases, concept.name)

    tell(0, concept.name)
    with suppress(Disagreement, errors.Flaky):
        agree()
    trial.findings = [*chain.from_iterable(agreeing.values()), *trial.findings]
    trial.cases += trial.smallest is not None
    return trial


def trouble(findings: Iterable[Finding]) -> list[Finding]:
    """Those that do not agree."""
    return [f for f in findings if f.verdict in ("disagree", "failed")]
