"""The page at a glance: a few figures, each with a sentence and a link to its section."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from compare.report.numbers import count, listing, number, times
from compare.report.summary import Row, accuracies, compared, usual


@dataclass(frozen=True)
class Card:
    """A figure that stands for a section.

    Attributes:
        title: of the section.
        figure: a few characters.
        words: what the figure is.
        link: the section's id.
    """

    title: str
    figure: str
    words: str
    link: str


def cards(results: dict[str, Any]) -> list[Card]:
    """The cards of what this run has; a section without rows has none."""
    found = (agreement, training, accuracy, speed, differences, faults, defects)
    return [card for make in found for card in make(results)]


def agreement(results: dict[str, Any]) -> Iterator[Card]:
    """The worst float64 error of layers and the like."""
    rows = [row for row in compared(results["agreement"]) if usual(row)]
    errors = [row["scaled_error"] for row in rows if row["scaled_error"] is not None]
    if errors:
        words = f"the greatest of {len(errors):,} float64 errors, at the scale of its tensor"
        yield Card("Agreement", number(max(errors)), words, "agreement")


def training(results: dict[str, Any]) -> Iterator[Card]:
    """How far whole training runs come apart."""
    runs = compared(results["trajectories"])
    apart = [row["max_weight_difference"] for row in runs]
    if apart and None not in apart:
        longest = max(row["steps"] for row in runs)
        workloads = len({row["workload"] for row in runs})
        words = (
            f"the greatest difference of any weight while {count(workloads, 'network')} "
            f"trained for up to {longest:,} steps"
        )
        yield Card("Training", number(max(apart)), words, "trajectories")


def accuracy(results: dict[str, Any]) -> Iterator[Card]:
    """The accuracy on the greatest test set, of each implementation."""
    found = [one for one in accuracies(results["accuracy"]) if one.metric == "accuracy"]
    if found:
        most = max(one.rows or 0 for one in found)
        chosen = [one for one in found if one.rows == most]
        same = [one for one in chosen if one.workload == chosen[0].workload]
        shares = [f"{one.mean:.1%}" for one in same]
        figure = shares[0] if len(set(shares)) == 1 else f"{min(shares)} to {max(shares)}"
        who = listing([one.implementation for one in same])
        words = f"of {most:,} test rows of {same[0].dataset} are classified rightly by {who}"
        yield Card("Accuracy", figure, words, "accuracy")


def speed(results: dict[str, Any]) -> Iterator[Card]:
    """Training steps: a framework's best time against scratch's best."""
    best: dict[tuple[str, int], dict[str, float]] = {}
    for row in results["timing"]:
        if row["phase"] == "train_step" and row["median_ms"] is not None:
            race = best.setdefault((row["workload"], row["threads"]), {})
            fastest = race.get(row["implementation"], float("inf"))
            race[row["implementation"]] = min(fastest, row["median_ms"])
    factors = [
        min(ms for room, ms in race.items() if room != "scratch") / race["scratch"]
        for race in best.values()
        if "scratch" in race and len(race) > 1
    ]
    if factors:
        low, high = times(min(factors)), times(max(factors))
        figure = low if low == high else f"{low} to {high}"
        ahead = sum(factor > 1 for factor in factors)
        words = (
            "is how long the faster framework takes for NumPy's training step; NumPy is ahead in "
            f"{ahead} of {count(len(factors), 'race')}"
        )
        yield Card("Speed", figure, words, "timing")


def differences(results: dict[str, Any]) -> Iterator[Card]:
    """How many defaults differ."""
    rows = results.get("defaults", [])
    if rows:
        words = "defaults in which PyTorch and Keras differ, each with what aligns them"
        yield Card("Differences", f"{len(rows)}", words, "defaults")


def faults(results: dict[str, Any]) -> Iterator[Card]:
    """How many planted faults `validate` finds."""
    rows: list[Row] = results.get("faults", [])
    wrong, found, named, alarms = (
        sum(row[column] for row in rows)
        for column in ("wrong", "detected", "named", "false_alarms")
    )
    if wrong:
        words = (
            f"planted faults are found by validate, {named} named, {count(alarms, 'false alarm')}"
        )
        yield Card("Faults", f"{found} of {wrong}", words, "faults")


def defects(results: dict[str, Any]) -> Iterator[Card]:
    """How many defects the frameworks have themselves."""
    rows = results.get("defects", [])
    measured = [row for row in rows if "state" in row]
    there = sum(row["state"] == "there" for row in measured)
    if measured:
        words = "defects of the released frameworks were seen again, each with a script"
        yield Card("Defects", f"{there} of {len(rows)}", words, "defects")
    elif rows:
        words = "defects of the released frameworks are on record, each with a script"
        yield Card("Defects", f"{len(rows)}", words, "defects")
