"""Errors against tolerance on a log axis, a row a quantity: drawn in the page itself."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from compare.report.numbers import number
from compare.report.summary import Row, excess

EXACT, BEYOND = 1e-7, 10.0
"""Shares of the tolerance at which no error, and all that is too great, are drawn."""
LEFT, WIDTH, HEIGHT = 170, 470, 22
"""Room for the names, the axis, and a row, in the drawing's units."""
TICKS = {EXACT: "exact", 1e-6: "1e-6", 1e-4: "1e-4", 1e-2: "1e-2", 1.0: "tolerance"}


@dataclass(frozen=True)
class Dot:
    """One error, or several that nobody could tell apart."""

    x: float
    y: float
    side: str
    words: str


@dataclass(frozen=True)
class Strip:
    """All comparisons of one concept in one dtype.

    Attributes:
        quantities: the rows' names, top down.
        dots: where each error lies.
        ticks: (place, words) on the axis.
    """

    dtype: str
    quantities: list[str]
    dots: list[Dot]
    ticks: list[tuple[float, str]]

    @property
    def height(self) -> int:
        """Of the whole drawing, the axis included."""
        return HEIGHT * len(self.quantities) + 40

    @property
    def width(self) -> int:
        """Of the whole drawing."""
        return LEFT + WIDTH + 30


def place(share: float) -> float:
    """Where a share of the tolerance lies on the axis."""
    kept = min(max(share, EXACT), BEYOND)
    return LEFT + WIDTH * math.log10(kept / EXACT) / math.log10(BEYOND / EXACT)


def strips(rows: Iterable[Row]) -> list[Strip]:
    """A Strip for each dtype in which something was compared, float64 first."""
    by_dtype: dict[str, list[Row]] = {}
    for row in rows:
        by_dtype.setdefault(row["dtype"], []).append(row)
    return [strip(dtype, own) for dtype, own in sorted(by_dtype.items(), reverse=True)]


def strip(dtype: str, rows: list[Row]) -> Strip:
    """One dtype's comparisons: by pair in float64, by implementation in float32."""
    quantities = list(dict.fromkeys(row["quantity"] for row in rows))
    dots: dict[tuple[float, float, str], Dot] = {}
    for row in rows:
        share = excess(row)
        side = row["left"] if row["right"] == "float64" else "pair"
        shift = {"scratch": -5, "keras": 5}.get(side, 0)
        x, y = round(place(share), 0), quantities.index(row["quantity"]) * HEIGHT + HEIGHT / 2
        said = (
            f"{row['case']}: {row['left']} – {row['right']}, "
            f"{number(row['scaled_error'])} of {number(row['tolerance'])}"
        )
        dots.setdefault((x, y, side), Dot(x, y + shift, side, said))
    ticks = [(place(share), words) for share, words in TICKS.items()]
    return Strip(dtype, quantities, list(dots.values()), ticks)
