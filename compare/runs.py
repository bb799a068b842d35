"""Two runs side by side: agreement lost or won, accuracy and times that got better or worse.

A run, a version or a machine against another. Only what the numbers bear out counts as a change:
accuracies by a t-test over the seeds, times by intervals of their medians, and over many tests the
false discovery rate is held at 5% (Benjamini and Hochberg, "Controlling the false discovery rate:
a practical and powerful approach to multiple testing", 1995).
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from scipy import stats

from scratch.callbacks.monitor import FALLING, RISING

Row = dict[str, Any]
SECTIONS = ("agreement", "accuracy", "speed")
LEVEL = 0.05
LEAST_SPEED = 0.05
"""Times whose medians are closer than this are the same for every purpose."""
COMPARED = {
    "agreement": ("concept", "case", "dtype", "quantity", "left", "right"),
    "oracle": ("concept", "case", "dtype", "quantity", "left", "right"),
    "trajectories": ("workload", "dtype", "left", "right"),
}
TRAINED = ("workload", "implementation", "metric")
TIMED = ("workload", "phase", "implementation", "mode", "threads")
NOTCH = 1.57
"""A median's 95% interval is NOTCH · IQR / √n to either side (McGill, Tukey and Larsen 1978)."""


@dataclass
class Change:
    """What one subject was, and is.

    Attributes:
        section: "agreement", "accuracy" or "speed".
        subject: what it is about.
        before, after: the verdicts, means or medians; None where one run lacks it.
        verdict: "better", "worse", "changed" (neither), "same", "new", "gone".
        p: of the test behind it, None where there is none.
        note: in words, what a reader should know.
    """

    section: str
    subject: str
    before: Any
    after: Any
    verdict: str
    p: float | None = None
    note: str = ""

    def row(self) -> Row:
        """A flat record."""
        return asdict(self)


def compare_runs(before: Row, after: Row) -> list[Change]:
    """Every difference between two results.json, read as dicts; what is the same is left out."""
    return [
        *agreement(before, after),
        *accuracy(before["accuracy"], after["accuracy"]),
        *speed(before, after),
    ]


def worse(changes: Iterable[Change], sections: Iterable[str]) -> list[Change]:
    """What got worse in these sections."""
    wanted = set(sections)
    return [c for c in changes if c.section in wanted and c.verdict == "worse"]


def keyed(rows: Iterable[Row], columns: tuple[str, ...]) -> dict[tuple[Any, ...], list[Row]]:
    """The rows under the values of these columns."""
    found: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(row.get(c) for c in columns), []).append(row)
    return found


def subject(key: tuple[Any, ...]) -> str:
    """A key in words."""
    return ", ".join(str(part) for part in key if part not in (None, ""))


def agreement(before: Row, after: Row) -> list[Change]:
    """Comparisons whose verdict changed; those that only one run has, counted by concept."""
    changes = []
    for section, columns in COMPARED.items():
        old, new = (keyed(run[section], columns) for run in (before, after))
        for key in old.keys() & new.keys():
            was, now = old[key][-1]["verdict"], new[key][-1]["verdict"]
            if was != now:
                verdict = {"agree": "better"}.get(now, "worse" if was == "agree" else "changed")
                note = new[key][-1].get("message") or ""
                changes.append(Change("agreement", subject(key), was, now, verdict, note=note))
        changes += missing(old, new)
    return sorted(changes, key=lambda c: (c.verdict, c.subject))


def missing(old: dict[Any, Any], new: dict[Any, Any]) -> list[Change]:
    """What one run alone compared, a Change for each concept or workload."""
    changes = []
    for verdict, here, there in (("gone", old, new), ("new", new, old)):
        alone: dict[str, int] = {}
        for key in here.keys() - there.keys():
            alone[key[0]] = alone.get(key[0], 0) + 1
        for name, count in alone.items():
            was, now = (count, None) if verdict == "gone" else (None, count)
            note = "comparisons of which the other run has none"
            changes.append(Change("agreement", name, was, now, verdict, note=note))
    return changes


def accuracy(before: list[Row], after: list[Row]) -> list[Change]:
    """Metrics whose means differ by more than the seeds explain."""
    old, new = keyed(before, TRAINED), keyed(after, TRAINED)
    changes = []
    for key in [k for k in old if k in new]:
        a, b = ({row["seed"]: row["value"] for row in run[key]} for run in (old, new))
        p, note = p_value(a, b)
        means = float(np.mean(list(a.values()))), float(np.mean(list(b.values())))
        if means[0] != means[1]:
            changes.append(Change("accuracy", subject(key), *means, "changed", p, note))
    judge(changes)
    for change in changes:
        if change.verdict == "changed":
            change.verdict = direction(change)
    return [c for c in changes if c.verdict != "same"]


def p_value(a: dict[int, float], b: dict[int, float]) -> tuple[float | None, str]:
    """The p-value of equal means: seed by seed where both have the same seeds, else Welch's."""
    if a.keys() == b.keys() and len(a) > 1:
        apart = np.array([b[seed] - a[seed] for seed in a])
        if np.ptp(apart) == 0:
            return (1.0 if apart[0] == 0 else 0.0), "the same change in every seed"
        return float(stats.ttest_1samp(apart, 0).pvalue), f"paired over {len(a)} seeds"
    if min(len(a), len(b)) > 1:
        found = stats.ttest_ind(list(a.values()), list(b.values()), equal_var=False)
        return float(found.pvalue), f"Welch's test, {len(a)} and {len(b)} seeds"
    return None, "one seed: no test"


def judge(changes: list[Change]) -> None:
    """Make "same" of what is within the false discovery rate; untested changes stay "changed"."""
    with_p = [c for c in changes if c.p is not None]
    if not with_p:
        return
    adjusted = stats.false_discovery_control([c.p for c in with_p])
    for change, p in zip(with_p, adjusted, strict=True):
        if p > LEVEL:
            change.verdict = "same"


def direction(change: Change) -> str:
    """Better or worse, for a metric of which more is better or less; else "changed"."""
    metric = change.subject.rsplit(", ", 1)[-1]
    if change.p is None or metric not in (*RISING, *FALLING):
        return "changed"
    return "better" if (change.after > change.before) == (metric in RISING) else "worse"


def speed(before: Row, after: Row) -> list[Change]:
    """Medians whose intervals do not meet; on two processors, ratios to scratch instead."""
    machines = [run["environment"].get("cpu") for run in (before, after)]
    interval = median_interval if machines[0] == machines[1] else ratio_interval
    old, new = (keyed(run["timing"], TIMED) for run in (before, after))
    changes = []
    for key in [k for k in old if k in new]:
        a, b = (interval(run[key][-1]) for run in (old, new))
        if a is None or b is None:
            continue
        apart = b[0] > a[2] or b[2] < a[0]
        if apart and abs(b[1] / a[1] - 1) > LEAST_SPEED:
            # A framework's ratio to scratch that grows is scratch getting faster beside it.
            slower = (b[1] > a[1]) == (interval is median_interval)
            verdict = "worse" if slower else "better"
            note = "ms" if interval is median_interval else "times scratch, on two processors"
            changes.append(Change("speed", subject(key), a[1], b[1], verdict, note=note))
    return changes


Interval = tuple[float, float, float] | None


def median_interval(row: Row) -> Interval:
    """(from, median, to) of the time, in ms; None where it is not stable."""
    median, iqr, rounds = row.get("median_ms"), row.get("iqr_ms"), row.get("rounds")
    if not median or iqr is None or not rounds or row.get("stable") is False:
        return None
    reach = NOTCH * iqr / rounds**0.5
    return median - reach, median, median + reach


def ratio_interval(row: Row) -> Interval:
    """(from, ratio, to) of the time divided by scratch's; None for scratch itself."""
    low, ratio, high = (row.get(k) for k in ("ratio_low", "ratio_to_scratch", "ratio_high"))
    if low is None or not ratio or high is None or row.get("stable") is False or low == high:
        return None
    return low, ratio, high
