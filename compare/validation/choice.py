"""Choice: one thing in which an implementation may differ from the ordinary model."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True)
class Choice:
    """A difference that a model knows how to make.

    Attributes:
        key: what is switched on in the Tape.
        says: the difference in words: a convention's name, or what is wrong.
        fix: how to mend it; "" for a convention.
        backward: it changes the gradients only.
        group: of the choices of one group at most one is on.
    """

    key: str
    says: str
    fix: str = ""
    backward: bool = False
    group: str = ""

    @property
    def fault(self) -> bool:
        """Whether it is a mistake; else it is a legitimate convention."""
        return bool(self.fix)


def convention(key: str, says: str, group: str = "") -> Choice:
    """A legitimate way of doing it."""
    return Choice(key, says, group=group)


def wrong(key: str, says: str, fix: str, group: str = "") -> Choice:
    """A mistake that shows in the output."""
    return Choice(key, says, fix, group=group)


def wrong_backward(key: str, says: str, fix: str) -> Choice:
    """A mistake that shows in the gradients alone."""
    return Choice(key, says, fix, backward=True)


def subsets(
    choices: Iterable[Choice], most_faults: int = 2, most: int = 3
) -> Iterator[tuple[Choice, ...]]:
    """Sets of choices, cheapest first: no fault before one, few conventions before many."""
    given = list(choices)
    sets = [s for n in range(most + 1) for s in combinations(given, n)]
    allowed = [s for s in sets if sum(c.fault for c in s) <= most_faults and compatible(s)]
    yield from sorted(allowed, key=cost)


def compatible(chosen: tuple[Choice, ...]) -> bool:
    """Whether no two are of one group."""
    groups = [c.group for c in chosen if c.group]
    return len(set(groups)) == len(groups)


def cost(chosen: Iterable[Choice]) -> int:
    """Faults weigh more than conventions."""
    return sum(10 if c.fault else 1 for c in chosen)
