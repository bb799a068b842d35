"""A workload's own page: its network, curves over seeds, divergence, samples, times."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure as Canvas

from compare import scratch_room, workloads
from compare.report.figures import PAPER, STYLE, Figure, drawn, look, powers, slug, small
from compare.report.numbers import listing, number
from compare.report.summary import Row, accuracies, overall
from compare.scaling import LAYERED, by_layer, slopes
from compare.trajectory import TOLERANCE
from compare.workload import Part, Spec, Workload

MOST_DRAWN = 16
"""Neurons of a layer in the drawing of a network; a wider layer is shown by so many."""
ROOM_ABOVE = 1e6
"""Times the greatest divergence: room for the names of the lines."""
SECTIONS = (
    "trajectories",
    "accuracy",
    "equivalence",
    "timing",
    "scaling",
    "samples",
    "divergence",
    "curves",
)


def shown(results: dict[str, Any]) -> tuple[str, ...]:
    """The workloads that get a page: those in the results that are known."""
    there = {row["workload"] for name in ("trajectories", "accuracy") for row in results[name]}
    return tuple(name for name in workloads.workloads() if name in there)


def context(name: str, results: dict[str, Any], figures: Sequence[Figure]) -> dict[str, Any]:
    """What the template workload.html shows of the workload `name`."""
    workload = workloads.get(name)
    own = {section: of(results.get(section, []), name) for section in SECTIONS}
    return {
        "workload": workload,
        "verdict": overall(row["verdict"] for row in own["trajectories"]),
        "layers": layer_rows(workload.spec),
        "adversary": layer_rows(workload.spec.adversary) if workload.spec.adversary else [],
        "own": own,
        "timing": [row for row in own["timing"] if row.get("median_ms") is not None],
        "slopes": slopes(own["scaling"]),
        "by_layer": by_layer(own["scaling"]),
        "accuracies": accuracies(own["accuracy"]),
        "samples": side_by_side(own["samples"]),
        "implementations": list(dict.fromkeys(row["implementation"] for row in own["samples"])),
        "figures": figures,
        "by_class": by_class(results.get("confusion", {}).get(name, {})),
    }


def by_class(matrices: dict[str, Any]) -> list[dict[str, Any]]:
    """Precision and recall of each class, from the confusion matrices."""
    rows = []
    for side, matrix in matrices.items():
        counts = np.asarray(matrix, float)
        said, true, right = counts.sum(axis=0), counts.sum(axis=1), np.diag(counts)
        for k in range(len(counts)):
            row: dict[str, Any] = {"class": str(k), "implementation": side, "rows": int(true[k])}
            row["precision"] = right[k] / said[k] if said[k] else None
            row["recall"] = right[k] / true[k] if true[k] else None
            rows.append(row)
    return sorted(rows, key=lambda row: int(row["class"]))


def of(rows: list[Row], name: str) -> list[Row]:
    """The rows about one workload."""
    return [row for row in rows if row.get("workload") == name]


def layer_rows(spec: Spec) -> list[dict[str, Any]]:
    """A row a layer: its name, its settings, its parameters."""
    network = scratch_room.network_of(spec)
    network.build((None, *spec.input_shape), rng=0)
    rows = []
    for part, layer in zip(spec.layers, network.layers, strict=True):
        settings = ", ".join(f"{key}={value}" for key, value in part.arguments.items())
        count = sum(int(p.size) for p in layer.params.values())
        rows.append({"layer": part.name, "settings": settings, "parameters": count})
    return rows


def side_by_side(samples: list[Row]) -> list[dict[str, Any]]:
    """A row a sample: what is shown, what is true, and what each implementation says."""
    found: dict[int, dict[str, Any]] = {}
    for row in samples:
        one = found.setdefault(
            row["row"], {"row": row["row"], "input": row["input"], "true": row["true"], "said": {}}
        )
        one["said"][row["implementation"]] = row
    return [found[row] for row in sorted(found)]


def figures_of(name: str, results: dict[str, Any]) -> list[Figure]:
    """The workload's drawings that only its own page shows."""
    with mpl.rc_context(STYLE):
        found = [network_figure(workloads.get(name))]
        found += divergence_figure(name, of(results.get("divergence", []), name))
        found += bands(name, of(results.get("curves", []), name))
        found += scaling_figures(of(results.get("scaling", []), name))
    return [figure for figure in found if figure]


def sizes(spec: Spec) -> list[tuple[str, int]]:
    """(name, width) of the input and of every dense layer."""

    def width(part: Part) -> int:
        return int(part.arguments["units"])

    dense = [part for part in spec.layers if part.name == "dense"]
    return [("input", int(np.prod(spec.input_shape))), *((p.key, width(p)) for p in dense)]


def network_figure(workload: Workload) -> Figure | None:
    """Neurons and connections of a network of dense layers; None for any other."""
    spec = workload.spec
    if any(part.name not in ("dense", "dropout", "activation") for part in spec.layers):
        return None
    columns = sizes(spec)
    canvas = Canvas(figsize=(5.2, 3.2))
    axes = canvas.add_axes((0.02, 0.12, 0.96, 0.86))
    places = []
    for x, (_, width) in enumerate(columns):
        count = min(width, MOST_DRAWN)
        places.append([(x, (k - (count - 1) / 2) / max(count, 6)) for k in range(count)])
    for before, after in pairwise(places):
        # One line that is interrupted after each connection: a small part of the drawing's size.
        gap = (np.nan, np.nan)
        path = np.array([point for a in before for b in after for point in (a, b, gap)])
        axes.plot(*path.T, color="#8b9098", linewidth=0.25, zorder=1)
    for x, ((label, width), dots) in enumerate(zip(columns, places, strict=True)):
        xs, ys = zip(*dots, strict=True)
        axes.scatter(xs, ys, s=42, color=look("scratch")["color"], edgecolors=PAPER, zorder=2)
        more = f" ({len(dots)} drawn)" if width > len(dots) else ""
        axes.text(x, -0.62, f"{label}\n{width}{more}", ha="center", va="top", fontsize=8)
    axes.set_ylim(-0.62, 0.55)
    axes.set_xlim(-0.4, len(columns) - 0.6)
    axes.set_axis_off()
    widths = listing([f"{label} {width}" for label, width in columns], most=9)
    return Figure(
        f"network_{slug(workload.name)}",
        "workload",
        f"The network of {workload.name}, from its input on the left to its output.",
        f"Layers and their widths: {widths}; every neuron is connected to all of the layer before.",
        drawn(canvas),
    )


def divergence_figure(name: str, rows: list[Row]) -> list[Figure]:
    """How far the weights of every two implementations are apart, by step, in both dtypes."""
    if not rows:
        return []
    canvas = small()
    axes = canvas.add_subplot()
    ends = []
    pairs: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        pairs.setdefault((row["dtype"], row["left"], row["right"]), []).append(row)
    for (dtype, left, right), own in pairs.items():
        y = [max(row["weight_difference"] or 0.0, 1e-18) for row in own]
        axes.semilogy(
            [row["step"] for row in own],
            y,
            linestyle="-" if dtype == "float64" else "--",
            linewidth=1.5,
            color=look(right if left == "scratch" else "other")["color"],
            label=f"{left} – {right}, {dtype}",
        )
        ends.append(f"{left} and {right} in {dtype} {number(max(y))}")
    axes.axhline(TOLERANCE, color="#b3261e", linewidth=1)
    axes.set_xlabel("step")
    axes.set_ylabel("greatest weight difference")
    axes.set_ylim(top=axes.get_ylim()[1] * ROOM_ABOVE)
    powers(axes.yaxis)
    axes.grid(True)
    axes.legend(fontsize=7, ncols=2, loc="upper center")
    return [
        Figure(
            f"divergence_{slug(name)}",
            "workload",
            f"{name}: how far the weights are apart after each step, from the same weights and on "
            "the same batches. The red line is the tolerance of float64; float32 rounds more and "
            "is held to none.",
            f"Greatest differences: {'; '.join(ends)}.",
            drawn(canvas),
        )
    ]


def scaling_figures(rows: list[Row]) -> list[Figure]:
    """Time and memory of a step against each size that was varied, on logarithmic axes."""
    axes = dict.fromkeys(row["axis"] for row in rows if row["axis"] not in LAYERED)
    kinds = (("median_ms", "milliseconds a step"), ("step_memory_mb", "megabytes of the steps"))
    found = [
        scaling_figure(axis, key, unit, [row for row in rows if row["axis"] == axis])
        for axis in axes
        for key, unit in kinds
    ]
    return [figure for figure in found if figure]


def scaling_figure(axis: str, key: str, unit: str, rows: list[Row]) -> Figure | None:
    """One quantity of every implementation along one axis."""
    canvas = small()
    axes = canvas.add_subplot()
    said = []
    for side in dict.fromkeys(row["implementation"] for row in rows):
        own = [(r["size"], r[key]) for r in rows if r["implementation"] == side and r.get(key)]
        if len(own) < 2:
            continue
        sizes, values = zip(*own, strict=True)
        style = look(side)
        axes.loglog(sizes, values, color=style["color"], linestyle=style["dashes"],
                    marker=style["marker"], markersize=4, label=side)  # fmt: skip
        said.append(f"{side} {number(values[0], 3)} to {number(values[-1], 3)}")
    if not said:
        return None
    axes.set_xlabel(axis)
    axes.set_ylabel(unit)
    powers(axes.xaxis, axes.yaxis)
    axes.grid(True, which="both")
    axes.legend(fontsize=8)
    name = rows[0]["workload"]
    return Figure(
        f"scaling_{slug(axis)}_{'time' if key == 'median_ms' else 'memory'}",
        "workload",
        f"{name}: {unit} as the {axis} grows, each implementation in its fastest mode, one "
        "thread; both axes are logarithmic.",
        f"From the smallest to the largest {axis}: {listing(said)}.",
        drawn(canvas),
        name,
    )


def bands(name: str, rows: list[Row]) -> list[Figure]:
    """Loss and metrics by epoch: the mean over the seeds, and from the least to the greatest."""
    rows = [row for row in rows if row.get("epoch") is not None]
    keys = ["loss", *dict.fromkeys(k for row in rows for k in row if k.startswith("val_"))]
    found = []
    for key in keys:
        lines: dict[str, dict[int, list[float]]] = {}
        for row in rows:
            if row.get(key) is not None:
                by_epoch = lines.setdefault(row["implementation"], {})
                by_epoch.setdefault(row["epoch"], []).append(row[key])
        if lines and max(map(len, lines.values())) > 1:
            found.append(band_figure(name, key, lines))
    return found


def band_figure(name: str, key: str, lines: dict[str, dict[int, list[float]]]) -> Figure:
    """One quantity of all seeds, implementation by implementation."""
    canvas = small()
    axes = canvas.add_subplot()
    ends = []
    for side, by_epoch in lines.items():
        epochs = sorted(by_epoch)
        mean = [float(np.mean(by_epoch[e])) for e in epochs]
        style = look(side)
        axes.fill_between(epochs, [min(by_epoch[e]) for e in epochs],
                          [max(by_epoch[e]) for e in epochs], color=style["color"], alpha=0.12,
                          linewidth=0)  # fmt: skip
        axes.plot(epochs, mean, color=style["color"], linestyle=style["dashes"], label=side)
        ends.append(f"{side} {number(mean[-1], 3)}")
    seeds = max(len(v) for by_epoch in lines.values() for v in by_epoch.values())
    axes.set_xlabel("epoch")
    axes.set_ylabel(key.replace("val_", "validation "))
    axes.grid(True)
    axes.legend(fontsize=8)
    return Figure(
        f"band_{slug(key)}_{slug(name)}",
        "workload",
        f"{name}: {key.replace('val_', 'validation ')} by epoch, the mean of {seeds} "
        f"seed{'s' * (seeds > 1)}; the band goes from the least to the greatest.",
        f"After the last epoch: {listing(ends)}.",
        drawn(canvas),
    )
