"""Verdict: what `threefold validate` has found out, as data and as words."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class Verdict:
    """The answer to "is this right?".

    Attributes:
        verdict: "right", "wrong" or "unknown".
        concept: what it was judged as.
        convention: in which convention it is right (or would be), in words.
        cause: what is wrong, best guess first.
        fix: how to mend it.
        evidence: what was measured, one sentence each.
        assumed: how the code was met: what was taken for what.
        notes: worth knowing, and no mistake.
        ruled_out: what was tried and does not explain it.
    """

    verdict: str
    concept: str
    convention: str = ""
    cause: str = ""
    fix: str = ""
    evidence: list[str] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    ruled_out: list[str] = field(default_factory=list)
    script: str = ""

    def row(self) -> dict[str, Any]:
        """As a flat record for JSON."""
        return asdict(self)

    def sentence(self) -> str:
        """The verdict in one sentence."""
        if self.verdict == "right":
            return f"right, in convention: {self.convention or 'the usual one'}"
        if self.verdict == "wrong":
            return f"wrong: {self.cause}"
        return f"unknown: {self.cause}"


def right(concept: str, conventions: list[str], **more: Any) -> Verdict:
    """A verdict that it is right."""
    said = "; ".join(dict.fromkeys(filter(None, conventions)))
    return Verdict("right", concept, said or "the usual one", **more)


def wrong(concept: str, cause: str, fix: str, **more: Any) -> Verdict:
    """A verdict that it is wrong."""
    return Verdict("wrong", concept, cause=cause, fix=fix, **more)


def unknown(concept: str, why: str, **more: Any) -> Verdict:
    """A verdict that nothing could be said."""
    return Verdict("unknown", concept, cause=why, **more)
