"""What the rows of results.json say together: a concept at a time, a workload at a time."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from compare.agreement import SCALED

Row = dict[str, Any]
Column = tuple[str, str, str]
"""(dtype, left, right): the two sides of a comparison."""

ORDER = ("disagree", "failed", "agree", "skipped")
"""Verdicts, from the one that decides over all others."""


def overall(verdicts: Iterable[str]) -> str:
    """The verdict of several: the gravest. A room left out does not outweigh an agreement."""
    return min(verdicts, key=ORDER.index, default="skipped")


def compared(rows: Iterable[Row]) -> list[Row]:
    """The rows that state a comparison: neither skipped nor failed."""
    return [row for row in rows if row["verdict"] in ("agree", "disagree")]


def excess(row: Row) -> float:
    """Error as a share of its tolerance: 1 is just allowed. A mismatch without an error is ∞."""
    error, tolerance = row.get("scaled_error"), row.get("tolerance")
    if error is None or not tolerance:
        return float("inf") if row["verdict"] != "agree" else 0.0
    return error / tolerance


def worst(rows: Iterable[Row]) -> Row | None:
    """The row whose error is the greatest share of its tolerance; disagreements first."""
    return max(rows, key=lambda row: (row["verdict"] != "agree", excess(row)), default=None)


def usual(row: Row) -> bool:
    """Whether a float64 comparison was held to the usual tolerance, 1e-12, and no wider one."""
    return row["dtype"] == "float64" and (row["tolerance"] or 0) <= SCALED


@dataclass(frozen=True)
class Line:
    """One quantity of one case: a comparison for each pair of sides."""

    case: str
    quantity: str
    cells: dict[Column, Row]

    @property
    def verdict(self) -> str:
        """The gravest verdict of the line."""
        return overall(row["verdict"] for row in self.cells.values())

    @property
    def note(self) -> str:
        """What is special about the tolerance or the scale, each remark once."""
        notes = (part for row in self.cells.values() for part in (row["note"] or "").split("; "))
        return "; ".join(filter(None, dict.fromkeys(notes)))


@dataclass(frozen=True)
class ConceptSummary:
    """All rows of one concept.

    Attributes:
        rows: in the order in which they were found, failures included.
        columns: the pairs of sides that were compared.
        lines: a line a case and quantity.
        wins: how often each side lies alone closest to the float64 truth in float32, and
            under "tied" how often the best are equal.
    """

    name: str
    family: str
    title: str
    rows: list[Row]
    columns: list[Column]
    lines: list[Line]
    wins: Counter[str]

    @property
    def compared(self) -> list[Row]:
        """The rows that state a comparison."""
        return compared(self.rows)

    @property
    def failures(self) -> list[Row]:
        """What failed to run."""
        return [row for row in self.rows if row["verdict"] == "failed"]

    @property
    def cases(self) -> int:
        """How many cases were compared."""
        return len({row["case"] for row in self.compared})

    @property
    def verdict(self) -> str:
        """The gravest verdict of all rows."""
        return overall(row["verdict"] for row in self.rows)

    @property
    def worst(self) -> Row | None:
        """The float64 comparison whose error is the greatest share of its tolerance."""
        return worst(row for row in self.compared if row["dtype"] == "float64")

    @property
    def closest(self) -> str:
        """Who lies closest to the truth most often in float32: "pytorch", "tied", or ""."""
        sides = Counter({who: n for who, n in self.wins.items() if who != "tied"})
        (first, most), (_, next_most) = [*sides.most_common(2), ("", 0), ("", 0)][:2]
        if not self.wins:
            return ""
        return first if most > next_most else "tied"


def concepts(rows: list[Row], known: list[Row]) -> list[ConceptSummary]:
    """Rows of agreement or oracle, concept by concept, in the order of their appearance."""
    about = {row["concept"]: row for row in known}
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["concept"], []).append(row)
    return [concept(name, own, about.get(name, {})) for name, own in grouped.items()]


def concept(name: str, rows: list[Row], about: Row) -> ConceptSummary:
    """One concept's rows, laid out as a table."""
    cells: dict[tuple[str, str], dict[Column, Row]] = {}
    for row in compared(rows):
        column = (row["dtype"], row["left"], row["right"])
        cells.setdefault((row["case"], row["quantity"]), {})[column] = row
    columns = dict.fromkeys(column for line in cells.values() for column in line)
    lines = [Line(case, quantity, line) for (case, quantity), line in cells.items()]
    return ConceptSummary(
        name,
        about.get("family", ""),
        about.get("title", ""),
        rows,
        sorted(columns, key=lambda column: column[0], reverse=True),
        lines,
        wins(lines),
    )


def wins(lines: list[Line]) -> Counter[str]:
    """How often each side alone has the least float32 error against the float64 truth."""
    counted: Counter[str] = Counter()
    for line in lines:
        errors = {
            row["left"]: row["scaled_error"]
            for row in line.cells.values()
            if row["right"] == "float64" and row["scaled_error"] is not None
        }
        best = [who for who, error in errors.items() if error == min(errors.values())]
        if len(errors) > 1:
            counted[best[0] if len(best) == 1 else "tied"] += 1
    return counted


@dataclass(frozen=True)
class Accuracy:
    """One metric of one workload in one implementation, over all seeds."""

    workload: str
    implementation: str
    metric: str
    dataset: str
    rows: int | None
    values: list[float]

    @property
    def mean(self) -> float:
        """The mean over the seeds."""
        return sum(self.values) / len(self.values)

    @property
    def half_width(self) -> float | None:
        """Half the 95% confidence interval of the mean (Student's t); None for one seed."""
        from scipy import stats

        n = len(self.values)
        if n < 2:
            return None
        variance = sum((value - self.mean) ** 2 for value in self.values) / (n - 1)
        return float(stats.t.ppf(0.975, n - 1) * (variance / n) ** 0.5)


def accuracies(rows: list[Row]) -> list[Accuracy]:
    """Accuracy rows, all seeds of one metric together."""
    grouped: dict[tuple[Any, ...], list[float]] = {}
    for row in rows:
        key = tuple(row[k] for k in ("workload", "implementation", "metric", "dataset", "rows"))
        grouped.setdefault(key, []).append(row["value"])
    found = [
        Accuracy(workload, side, metric, dataset, size, [v for v in values if v is not None])
        for (workload, side, metric, dataset, size), values in grouped.items()
    ]
    return sorted(
        (one for one in found if one.values),
        key=lambda one: [(a.workload, a.metric) for a in found].index((one.workload, one.metric)),
    )


def subject(row: Row) -> str:
    """The concept or workload that a row is about."""
    return row.get("concept") or row["workload"]


def side(row: Row) -> str:
    """The implementation that a row is about; the left one where there are two."""
    return row.get("left") or row["implementation"]


def reasons(rows: list[Row]) -> list[Row]:
    """Rows that did not run, one for each side and reason: how many cases of which concepts."""
    grouped: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        grouped.setdefault((row["verdict"], side(row), row["message"]), []).append(row)
    return [
        {
            "verdict": verdict,
            "side": who,
            "message": message,
            "subjects": list(dict.fromkeys(map(subject, own))),
            "runs": len({(subject(row), row.get("case"), row.get("dtype")) for row in own}),
        }
        for (verdict, who, message), own in sorted(
            grouped.items(), key=lambda item: ORDER.index(item[0][0])
        )
    ]
