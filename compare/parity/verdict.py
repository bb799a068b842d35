"""Verdict: what `threefold diff` has found, as data."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class Row:
    """One pair of layers in the table."""

    left: str | None
    right: str | None
    kind: str
    accumulated: float | None = None
    isolated: float | None = None
    backward: float | None = None
    verdict: str = "agree"


@dataclass
class Divergence:
    """Where the two part first: layer names, or `loss`, or `step N`."""

    left: str | None
    right: str | None


@dataclass
class Verdict:
    """The answer.

    Attributes:
        verdict: "agree" or "disagree".
        first_divergence: the layers' names on either side, or "loss" or "step 2".
        where: "forward", "backward", "optimizer" or "state".
        cause, fix, link: what differs, what to change in each framework, where it is discussed.
        evidence: what was measured, one sentence each.
        notes: differences that are none: rounding of constants, n/(n-1).
        levels: which levels were run, and what came of them.
    """

    verdict: str = "agree"
    left: str = ""
    right: str = ""
    first_divergence: Any = None
    where: str | None = None
    cause: str | None = None
    fix: str | None = None
    link: str | None = None
    evidence: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    levels: dict[str, str] = field(default_factory=dict)
    layers: list[Row] = field(default_factory=list)

    def row(self) -> dict[str, Any]:
        """As a record for JSON."""
        return asdict(self)

    def place(self) -> str:
        """The first divergence as one writes it."""
        at = self.first_divergence
        if isinstance(at, Divergence):
            return f"{at.left or 'nothing'} (left) and {at.right or 'nothing'} (right)"
        return str(at)

    def sentence(self) -> str:
        """The verdict in one sentence."""
        if self.verdict == "agree":
            return f"{self.left} and {self.right} agree"
        return f"{self.left} and {self.right} part at {self.place()}, {self.where}: {self.cause}"
