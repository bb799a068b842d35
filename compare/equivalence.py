"""Equivalence: do two implementations reach the same accuracy, up to a margin stated beforehand?

Two one-sided t-tests, each at 5%: that the mean difference is above -margin, and that it is below
+margin. Both hold exactly where its 90% interval lies within the margins. The differences are
taken seed by seed, since one seed gives all implementations the same weights and batches.

Source: Schuirmann, "A comparison of the two one-sided tests procedure and the power approach for
assessing the equivalence of average bioavailability", 1987.
"""

from collections.abc import Iterable
from itertools import combinations
from typing import Any

import numpy as np
from scipy import stats

from compare.workload import Workload

LEAST_SEEDS = 3
LEVEL = 0.05
Row = dict[str, Any]


def equivalence_rows(workloads: Iterable[Workload], accuracy: list[Row]) -> list[Row]:
    """A row for each workload and pair of implementations that have at least 3 seeds in common."""
    rows = []
    for workload in workloads:
        metric = next(iter(workload.metrics))
        values: dict[str, dict[int, float]] = {}
        for row in accuracy:
            if (row["workload"], row["metric"]) == (workload.name, metric):
                values.setdefault(row["implementation"], {})[row["seed"]] = row["value"]
        for left, right in combinations(values, 2):
            seeds = sorted(values[left].keys() & values[right].keys())
            if len(seeds) >= LEAST_SEEDS:
                apart = [values[left][seed] - values[right][seed] for seed in seeds]
                about = {"workload": workload.name, "metric": metric, "left": left, "right": right}
                rows.append(about | judged(apart, workload.margin))
    return rows


def judged(differences: list[float], margin: float) -> Row:
    """The mean difference, its 90% interval, and whether that lies within ±margin.

    Where it does not, equivalence is not shown, which does not show a difference.

    >>> judged([0.01, -0.01, 0.0], margin=0.05)["verdict"]
    'agree'
    >>> judged([0.1, -0.1, 0.0], margin=0.05)["verdict"]
    'not shown'
    """
    n, mean = len(differences), float(np.mean(differences))
    error = float(np.std(differences, ddof=1)) / n**0.5
    reach = float(stats.t.ppf(1 - LEVEL, n - 1)) * error
    low, high = mean - reach, mean + reach
    return {
        "difference": mean,
        "low": low,
        "high": high,
        "margin": margin,
        "verdict": "agree" if -margin < low and high < margin else "not shown",
        "seeds": n,
    }
