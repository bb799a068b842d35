"""The judgement of a layer: the cheapest explanation over all ways of reading it."""

import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

import numpy as np

from compare.validation import verdict
from compare.validation.adapt.observation import Observation
from compare.validation.calling import NotMet
from compare.validation.choice import Choice, subsets
from compare.validation.hypotheses import Explanation, Reading, explain
from compare.validation.verdict import Verdict

Attempt = tuple[Observation, list[Reading]]
PATIENCE = 4000
"""How often a model is run, at most, where many readings meet many choices."""
SECONDS = 12.0
"""How long faults are looked for; long before the time limit of a validation."""


def best_explanation(
    attempts: Iterable[Attempt], choices: Sequence[Choice]
) -> tuple[Observation, Explanation] | None:
    """The cheapest explanation of all readings, or None where nothing came out."""
    found = [(seen, r) for seen, readings in attempts for r in readings if r.outputs]
    if not found:
        return None
    # First without faults everywhere, few conventions before many.
    sound = [c for c in choices if not c.fault]
    quick: list[tuple[Observation, Explanation]] = []
    for most in (0, 1, 2, 3):
        if most > 1 and len(found) * len(list(subsets(sound, 0, most))) > PATIENCE:
            break
        quick = [
            (s, e) for s, r in found for e in survivors([partial(explain, r, sound, 0, most)])[0]
        ]
        right = [(s, e) for s, e in quick if e.right and not s.backward_error]
        if right:
            return min(right, key=lambda p: (-len(p[1].compared), p[1].price))
        met = [(s, e.reading) for s, e in quick if not e.output_wrong]
        found = met or found
    if not quick:
        return None
    # Then the search for faults, in what is left.
    quick = [(s, e) for s, e in quick if not s.backward_error] or quick
    forward = [(s, e.reading) for s, e in quick if not e.output_wrong]
    candidates = forward or [(s, e.reading) for s, e in sorted(quick, key=lambda p: p[1].price)]
    full: list[tuple[Observation, Explanation]] = []
    end = time.monotonic() + SECONDS
    for faults, most, tried in ((1, 1, 72), (1, 2, 72), (1, 3, 72), (2, 3, 6)):
        tried = min(tried, max(6, PATIENCE // len(list(subsets(choices, faults, most)))))
        for seen, reading in candidates[:tried]:
            if full and time.monotonic() > end:
                break
            full.append((seen, explain(reading, choices, faults, most)))
            if full[-1][1].complete and full[-1][1].price < 15:
                break
        if any(e.complete for _, e in full):
            break
    return min(full, key=lambda p: (p[1].price, -len(p[1].compared)))


def survivors(ways: Iterable[Callable[[], Any]]) -> tuple[list[Any], list[Exception]]:
    """What the ways give that do not raise, and what the others raised."""
    given: list[Any] = []
    raised: list[Exception] = []
    for way in ways:
        try:
            with np.errstate(all="ignore"):
                given.append(way())
        except NotMet as error:
            raised.append(error)
        except Exception as error:  # noqa: BLE001 - theirs, or a way that does not fit
            raised.append(error)
    return given, raised


def hint(concept: str, explanation: Explanation) -> str:
    """Where to look, where nothing more is known."""
    if "normalization" in concept and "grad:input" in explanation.where:
        return " (a term of its mean or of its variance, or the axis of a sum)"
    return ""


def judged(
    concept: str, seen: Observation, explanation: Explanation, more: Sequence[str] = ()
) -> Verdict:
    """The verdict of an explanation."""
    says = [*explanation.reading.says, *(c.says for c in explanation.chosen if not c.fault)]
    says += [t.says for t in explanation.changes.values() if not t.fault]
    compared = ", ".join(explanation.compared)
    assumed = [*seen.assumed, *explanation.reading.says]
    if explanation.right:
        return verdict.right(
            concept, [*says, *more], assumed=assumed, evidence=[f"compared: {compared}"]
        )
    faults = [c for c in explanation.chosen if c.fault]
    changes = [t for t in explanation.changes.values() if t.fault]
    causes = list(dict.fromkeys([c.says for c in faults] + [t.says for t in changes]))
    fixes = list(dict.fromkeys([c.fix for c in faults] + [t.fix for t in changes]))
    before, after = explanation.before, explanation.after
    if not causes:
        place = "the output" if explanation.output_wrong else "a gradient"
        place += f" is wrong{hint(concept, explanation)}"
        causes = [f"{place}, and none of the known mistakes explains it: {explanation.where}"]
        fixes = ["compare it with the equation, term by term"]
        evidence = [explanation.where]
    else:
        evidence = [
            f"the residual falls from {before:.1e} to {after:.1e} if {causes[0]}",
            explanation.where,
        ]
    return verdict.wrong(
        concept,
        "; ".join(causes),
        "; ".join(fixes),
        convention="; ".join(says),
        evidence=evidence,
        assumed=assumed,
    )
