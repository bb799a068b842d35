"""The figure of a workload that learns a distribution: its histograms and moments by epoch."""

from collections.abc import Iterator
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure as Canvas

from compare.report.figures import INK, MUTED, STYLE, Figure, drawn, look, slug
from compare.report.numbers import listing, number
from compare.report.summary import Row

SHADES = (0.25, 0.5, 0.75, 1.0)
"""So many epochs are drawn, the later ones the darker."""
NOTED = {"val_mean": "-", "val_deviation": "--", "val_wasserstein": ":"}


def distributions(curves: list[Row]) -> Iterator[Figure]:
    """A figure for each workload whose epochs have histograms: of its first seed."""
    grouped: dict[str, dict[str, list[Row]]] = {}
    for row in curves:
        if row.get("histogram"):
            grouped.setdefault(row["workload"], {}).setdefault(row["implementation"], []).append(
                row
            )
    with mpl.rc_context(STYLE):
        for workload, sides in grouped.items():
            first = min(row["seed"] for rows in sides.values() for row in rows)
            own = {
                side: sorted((r for r in rows if r["seed"] == first), key=lambda r: r["epoch"])
                for side, rows in sides.items()
            }
            yield figure(workload, {side: rows for side, rows in own.items() if rows})


def figure(workload: str, sides: dict[str, list[Row]]) -> Figure:
    """Left: histograms of one implementation over the true one. Right: moments and distance."""
    canvas = Canvas(figsize=(7, 2.8), layout="constrained")
    left, right = canvas.subplots(1, 2)
    side, rows = next(iter(sides.items()))
    histograms(left, rows, look(side)["color"])
    for place, (name, own) in enumerate(sides.items()):
        for noted, dashes in NOTED.items():
            right.plot(
                [row["epoch"] for row in own],
                [row.get(noted) for row in own],
                color=look(name)["color"],
                linestyle=dashes,
                linewidth=4 if place == 0 else 1.4,
                alpha=0.4 if place == 0 else 1.0,
                label=name if noted == "val_mean" else None,
            )
    for noted in NOTED:
        label = noted.removeprefix("val_")
        right.annotate(label, (rows[-1]["epoch"], rows[-1][noted]), ha="right", va="bottom")
    right.set_xlabel("epoch")
    right.grid(True, axis="y")
    right.legend(fontsize=8)
    ends = "; ".join(
        f"{name}: mean {number(own[-1]['val_mean'], 3)}, "
        f"deviation {number(own[-1]['val_deviation'], 3)}, "
        f"distance {number(own[-1]['val_wasserstein'], 3)}"
        for name, own in sides.items()
    )
    return Figure(
        f"distribution_{slug(workload)}",
        "accuracy",
        f"{workload}: left, what {side} makes after some epochs, over what is true (grey); right, "
        "mean (solid), deviation (dashed) and Wasserstein distance (dotted) by epoch.",
        f"Distribution of {workload} in {listing(list(sides))}; after the last epoch {ends}.",
        drawn(canvas),
        workload,
    )


def histograms(axes: Any, rows: list[Row], color: str) -> None:
    """The true histogram, filled, and those of some epochs as steps."""
    edges = rows[-1]["histogram"]["edges"]
    axes.stairs(rows[-1]["histogram"]["true"], edges, fill=True, color=MUTED, alpha=0.35)
    places = np.unique(np.linspace(0, len(rows) - 1, len(SHADES)).round().astype(int))
    for place, shade in zip(places, SHADES[-len(places) :], strict=True):
        axes.stairs(
            rows[place]["histogram"]["predicted"],
            edges,
            color=color,
            alpha=shade,
            linewidth=1.6,
            label=f"epoch {rows[place]['epoch']}",
        )
    axes.set_ylim(0, 1.6 * max(rows[-1]["histogram"]["true"]))
    axes.set_ylabel("samples", color=INK)
    axes.legend(fontsize=8)
