"""How far rounding alone moves a result, for random cases that happen to be ill-conditioned.

A gradient of one number may be a sum that cancels, such as 0.5 - 0.499. Its error is then many
units in its own last place, in every implementation, and by luck far fewer in one than in another.
So where a random case disagrees, the error is judged once more, at the scale at which the quantity
moves when all that goes in is moved by a small part of itself. A wrong formula is wrong by more.
"""

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from compare import rooms
from compare.agreement import Finding
from compare.check import FLOOR_ULPS
from compare.concept import Case, Concept, Problem
from compare.problem import problem_of

NUDGES = 8
NUDGE = 2.0**-30
"""The part: small enough to stay clear of kinks, far above float64's rounding."""


@dataclass(frozen=True)
class Nudged(Problem):
    """A Problem whose dL/dy is nudged as well; `nudge` numbers the nudges."""

    nudge: int

    def upstream(self, shape: tuple[int, ...], index: int = 0) -> np.ndarray:
        """dL/dy, nudged."""
        rng = np.random.default_rng([self.nudge, index])
        moved: np.ndarray = nudged(super().upstream(shape, index), rng)
        return moved


def nudged(value: Any, rng: np.random.Generator) -> Any:
    """`value` with every floating number in it multiplied by 1 + NUDGE or 1 - NUDGE."""
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return value * (1 + NUDGE * rng.choice([-1.0, 1.0], value.shape))
    if isinstance(value, dict):
        return {name: nudged(v, rng) for name, v in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(nudged(v, rng) for v in value)
    return value


NUMBERS = ("inputs", "call", "params", "state")


def sensitivity(concept: Concept, case: Case, quantity: str) -> float:
    """The greatest |change of the quantity| / NUDGE, over several nudges of everything."""
    problem = problem_of(concept, case, "float64")
    exact = rooms.run("scratch", concept, problem)[quantity]
    given = {field.name: getattr(problem, field.name) for field in fields(problem)}
    greatest = 0.0
    for nudge in range(NUDGES):
        rng = np.random.default_rng(nudge)
        moved = Nudged(**given | {n: nudged(given[n], rng) for n in NUMBERS}, nudge=nudge)
        change = rooms.run("scratch", concept, moved)[quantity] - exact
        greatest = max(greatest, float(np.max(np.abs(change))) / NUDGE)
    return greatest


def judged_again(concept: Concept, case: Case, finding: Finding) -> Finding:
    """The Finding; where it disagrees by no more than rounding can explain, one that agrees.

    At a kink, where any nudge changes much, nothing is judged again.
    """
    error = finding.max_abs_error
    if finding.verdict != "disagree" or error is None or not case.smooth or case.nonfinite:
        return finding
    tolerance = finding.tolerance or 0.0
    if finding.dtype == "float32":
        tolerance = FLOOR_ULPS[finding.left] * float(np.finfo(np.float32).eps)
    scale = sensitivity(concept, case, finding.quantity)
    if not error <= tolerance * scale:
        return finding
    return replace(
        finding,
        scaled_error=error / scale,
        tolerance=tolerance,
        verdict="agree",
        message="",
        note=f"ill-conditioned: judged at {scale:.2g}, which is how inputs move it",
    )
