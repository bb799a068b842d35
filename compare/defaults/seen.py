"""What the installed frameworks really do, and whether a row still says so."""

import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from compare import rooms
from compare.defaults.default import FRAMEWORKS, Default
from compare.fresh import run_fresh

EFFECT = 0.1
"""By how much of itself an effect may differ from the one on record: draws and versions vary."""


@dataclass(frozen=True)
class Seen:
    """What the measures of a row returned, framework -> {"value", "default", "aligned"}."""

    found: dict[str, dict[str, Any]]

    def value(self, framework: str) -> Any:
        """The value measured, or the exception; None where the framework is not installed."""
        measure = self.found.get(framework, {})
        return measure.get("raises", measure.get("value"))

    def effect(self) -> float | str | None:
        """How far the defaults are apart."""
        return apart(self.part("pytorch", "default"), self.part("keras", "default"))

    def remains(self, row: Default) -> dict[str, float | str | None]:
        """What is left where one side follows the other; of both lines where both are needed."""
        if row.together:
            both = apart(self.part("pytorch", "aligned"), self.part("keras", "aligned"))
            return {"together": both}
        return {
            "pytorch": apart(self.part("pytorch", "aligned"), self.part("keras", "default")),
            "keras": apart(self.part("keras", "aligned"), self.part("pytorch", "default")),
        }

    def part(self, framework: str, name: str) -> Any:
        """The numbers that a measure gave as `name`, or None."""
        return self.found.get(framework, {}).get(name)

    def troubles(self, row: Default) -> list[str]:
        """In what the row is no longer right; empty where all of it holds."""
        said = [
            f"{framework} has {self.value(framework)!r}, not {row.side(framework).value!r}"
            for framework in self.found
            if not same(self.value(framework), row.side(framework).value)
        ]
        if len(self.found) < len(FRAMEWORKS):
            return said
        if not near(self.effect(), row.effect):
            said.append(f"the effect is {self.effect()}, not {row.effect}")
        for who, left in self.remains(row).items():
            if left is not None and (isinstance(left, str) or not left <= row.remains):
                said.append(f"{left} remains when aligned ({who}), more than {row.remains}")
        return said


def apart(left: Any, right: Any) -> float | str | None:
    """The greatest difference of two nested lists; "shapes" where these differ.

    >>> apart([1.0, 2.0], [1.0, 2.5]), apart([1.0], [[1.0]]), apart(None, [1.0])
    (0.5, 'shapes', None)
    """
    if left is None or right is None:
        return None
    a, b = np.asarray(left, float), np.asarray(right, float)
    if a.shape != b.shape:
        return "shapes"
    return float(np.max(np.abs(a - b), initial=0.0))


def same(left: Any, right: Any) -> bool:
    """Whether two values are equal, numbers up to rounding for show.

    >>> same(1e-5, 1.0000001e-05), same("n", "n"), same([5, 3], [3, 5]), same(1, True)
    (True, True, False, True)
    """
    if isinstance(left, float | int) and isinstance(right, float | int):
        return math.isclose(left, right, rel_tol=1e-6, abs_tol=1e-12)
    return bool(left == right)


def near(left: float | str | None, right: float | str | None) -> bool:
    """Whether an effect is the one on record."""
    if isinstance(left, float) and isinstance(right, float):
        return math.isclose(left, right, rel_tol=EFFECT)
    return left == right


def measured(wanted: list[Default]) -> dict[str, Seen]:
    """Name -> what was seen, both at once; a framework that is not installed is left out."""
    found: dict[str, dict[str, dict[str, Any]]] = {row.name: {} for row in wanted}
    there = [framework for framework in FRAMEWORKS if not rooms.why_absent(framework)]
    run = partial(run_fresh, "reference.defaults", names=list(found), what="measures")
    with ThreadPoolExecutor() as both:
        seen = both.map(run, there)
    for framework, measures in zip(there, seen):
        for name, measure in measures.items():
            found[name][framework] = measure
    return {name: Seen(sides) for name, sides in found.items() if sides}
