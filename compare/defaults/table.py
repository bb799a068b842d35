"""All rows, in the order of the page, and finding those about a word."""

from difflib import get_close_matches
from functools import cache

from compare.defaults import (
    activation,
    array,
    image,
    initialization,
    loss,
    normalization,
    optimizer,
    sequence,
    training,
)
from compare.defaults.default import Default

SUBJECTS = (
    initialization,
    activation,
    image,
    normalization,
    sequence,
    loss,
    optimizer,
    training,
    array,
)


class UnknownDefault(ValueError):
    """Nothing in the table is about this word."""


@cache
def table() -> tuple[Default, ...]:
    """Every row, file after file."""
    return tuple(row for module in SUBJECTS for row in module.ROWS)


def rows() -> list[Default]:
    """Every known difference."""
    return list(table())


def about(word: str) -> list[Default]:
    """The rows about a concept, a class or a row's name. Raises UnknownDefault."""
    found = [row for row in table() if row.concerns(word)]
    if not found:
        known = {w for r in table() for w in (r.name, r.subject, *r.pytorch.kinds.split())}
        near = get_close_matches(word, known, n=3)
        hint = f" Did you mean {', '.join(near)}?" if near else ""
        raise UnknownDefault(
            "SUBJECT must be a layer, loss, optimizer or other subject that `threefold defaults` "
            f"shows.{hint} Received: {word!r}"
        )
    return found
