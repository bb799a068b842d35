"""The figures: errors against tolerances, loss curves, times, confusion matrices.

Each implementation has its own colour, marker, line and hatch, so that none is needed to tell them
apart, and curves that lie exactly on each other can still all be seen.
"""

import io
import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import matplotlib as mpl
import numpy as np
from matplotlib.axis import Axis
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import LogFormatter

from compare.check import FLOOR_ULPS
from compare.report.numbers import count, listing, number
from compare.report.summary import ConceptSummary, Row, excess

INK, MUTED, PAPER, ALARM = "#1f2328", "#6a7078", "#fbfaf7", "#b3261e"
LOOKS: dict[str, dict[str, Any]] = {
    "scratch": {"color": "#1d5c9c", "marker": "o", "dashes": "-", "hatch": ""},
    "pytorch": {"color": "#c2570c", "marker": "s", "dashes": (0, (5, 7)), "hatch": "////"},
    # Its dashes fall into the gaps of pytorch's.
    "keras": {"color": "#117a65", "marker": "^", "dashes": (6, (2, 2, 2, 6)), "hatch": "\\\\\\\\"},
}
OTHER: dict[str, Any] = {"color": "#7b4397", "marker": "D", "dashes": "-.", "hatch": "xxxx"}
STYLE = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "text.color": INK,
    "text.parse_math": False,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "axes.facecolor": PAPER,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "figure.facecolor": PAPER,
    "grid.color": "#dcdad3",
    "grid.linewidth": 0.6,
    "hatch.linewidth": 0.6,
    "legend.frameon": False,
    "svg.hashsalt": "threefold",
    "xtick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.color": MUTED,
    "ytick.labelcolor": INK,
}
PLACES = re.compile(rb' (?:d|x|y)="[^"]*"')
"""Where an SVG says where something is; glyphs are drawn in whole numbers."""
MARKERS = re.compile(rb'(<use [^>]*?) style="([^"]*)"')
"""What an SVG says of each marker: where it is, and the same style again and again."""
LEAST, BEYOND = 1e-6, 1e4
"""Shares of the tolerance below and above which all errors are drawn in one place."""

LONGEST = 34
"""Letters of a name on an axis."""


@dataclass(frozen=True)
class Figure:
    """One figure of the report.

    Attributes:
        name: of its file, without the ending.
        section: under which heading it stands.
        caption: what the reader is told.
        alt: what is seen, for those who do not see it.
        svg: the drawing.
        workload: that it is about, or "".
    """

    name: str
    section: str
    caption: str
    alt: str
    svg: bytes
    workload: str = ""


def figures(results: dict[str, Any], summaries: list[ConceptSummary]) -> list[Figure]:
    """Every figure for which there are rows."""
    with mpl.rc_context(STYLE):
        return [
            *errors(summaries),
            *losses(results.get("curves", [])),
            *confusions(results.get("confusion", {})),
            *times(results.get("timing", [])),
        ]


def look(side: str) -> dict[str, Any]:
    """Colour, marker, dashes and hatch of an implementation."""
    return LOOKS.get(side, OTHER)


def slug(name: str) -> str:
    """A file's name for any name: no two names share one."""
    safe = re.sub(r"[^A-Za-z0-9_-]+", "-", name).strip("-")
    return safe if safe == name else f"{safe}-{crc32(name.encode()):08x}"


def short(name: str) -> str:
    """A name that leaves room for the drawing."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def small(width: float = 5.2, height: float = 3.0) -> Canvas:
    """A canvas for one pair of axes: with room for their labels, which no layout need measure."""
    canvas = Canvas(figsize=(width, height))
    canvas.subplots_adjust(0.72 / width, 0.52 / height, 1 - 0.15 / width, 1 - 0.22 / height)
    return canvas


def powers(*axes: Axis) -> None:
    """Numbers on logarithmic axes as they are read, 1e-06: no formula is set in these drawings."""
    for axis in axes:
        axis.set_major_formatter(LogFormatter())
        axis.set_minor_formatter(LogFormatter())


def drawn(canvas: Canvas) -> bytes:
    """The canvas as SVG, the same bytes for the same numbers."""
    buffer = io.BytesIO()
    canvas.savefig(buffer, format="svg", metadata={"Date": None}, dpi=160)
    return styled_once(PLACES.sub(shortened, buffer.getvalue()))


def shortened(place: re.Match[bytes]) -> bytes:
    """Coordinates to a tenth of a point, which nobody sees, and without line ends."""
    return re.sub(rb" \n(?=L)", b"", re.sub(rb"(\.\d)\d+", rb"\1", place[0]))


def styled_once(svg: bytes) -> bytes:
    """Each style of markers said once, as a class.

    >>> styled_once(b'</style><use x="1" style="fill: red"/><use x="2" style="fill: red"/>')
    b'.m0{fill: red}</style><use x="1" class="m0"/><use x="2" class="m0"/>'
    """
    styles = list(dict.fromkeys(style for _, style in MARKERS.findall(svg)))
    svg = MARKERS.sub(lambda use: b'%s class="m%d"' % (use[1], styles.index(use[2])), svg)
    rules = b"".join(b".m%d{%s}" % (i, style) for i, style in enumerate(styles))
    return svg.replace(b"</style>", rules + b"</style>", 1)


def errors(summaries: list[ConceptSummary]) -> Iterator[Figure]:
    """For each dtype: every concept's errors as shares of their tolerances."""
    for dtype in ("float64", "float32"):
        shown = [s for s in summaries if any(row["dtype"] == dtype for row in s.compared)]
        if shown:
            yield error_figure(dtype, shown)


def error_figure(dtype: str, summaries: list[ConceptSummary]) -> Figure:
    """A row a concept, a dot a comparison, the tolerance as a line at 1."""
    canvas = Canvas(figsize=(7, 1.1 + 0.2 * len(summaries)), layout="constrained")
    axes = canvas.add_subplot()
    rows = [(y, row) for y, s in enumerate(summaries) for row in s.compared]
    rows = [(y, row) for y, row in rows if row["dtype"] == dtype]
    inside = [(y, row) for y, row in rows if row["verdict"] == "agree"]
    outside = [(y, row) for y, row in rows if row["verdict"] == "disagree"]
    least = min((share for _, row in inside if (share := excess(row))), default=0.1)
    exact = max(10.0 ** (math.floor(math.log10(least)) - 1), LEAST / 10)
    nothing = "exact" if least >= LEAST else f"< {number(LEAST)}"
    if dtype == "float64":
        dots(axes, inside, exact, "two implementations", {"color": INK, "marker": "o"})
    else:
        for shift, side in zip((-0.22, 0, 0.22), LOOKS):
            own = [(y + shift, row) for y, row in inside if row["left"] == side]
            dots(axes, own, exact, side, {key: look(side)[key] for key in ("color", "marker")})
    dots(
        axes, outside, exact, "does not agree", {"color": ALARM, "marker": "x", "alpha": 1, "s": 30}
    )
    axes.axvline(1, color=ALARM, linewidth=1.2)
    axes.text(1, -0.9, "tolerance", color=ALARM, ha="center", va="bottom")
    axes.set_xscale("log")
    axes.set_xlabel(f"error in {dtype}, as a share of its tolerance")
    axes.set_yticks(range(len(summaries)), [short(s.name) for s in summaries], fontsize=8)
    axes.set_ylim(len(summaries) - 0.4, -0.6)
    ticks = [exact, *(t for t in (1e-6, 1e-4, 1e-2) if t >= 10 * exact), 1]
    axes.set_xticks([*ticks, BEYOND], [nothing, *map(number, ticks[1:]), f"≥ {number(BEYOND)}"])
    axes.set_xlim(exact / 2, BEYOND * 2 if outside else 10)
    axes.minorticks_off()
    axes.grid(True)
    axes.tick_params(length=0)
    canvas.legend(
        *axes.get_legend_handles_labels(), loc="outside lower center", ncols=4, fontsize=8
    )
    held = (
        f" The tolerance of scratch is the narrower one: it begins at {FLOOR_ULPS['scratch']} "
        f"units in the last place, a framework's at {FLOOR_ULPS['pytorch']}."
        if dtype == "float32"
        else ""
    )
    names = list(dict.fromkeys(summaries[y].name for y, _ in outside))
    seen = f"{listing(names)} lie beyond it" if outside else "all lie to the left of it"
    greatest = max((excess(row) for _, row in inside), default=0.0)
    return Figure(
        f"errors_{dtype}",
        "agreement",
        f"Each dot is one comparison in {dtype}: its error as a share of its own tolerance. "
        f"At 1 it would only just be allowed; further left is closer.{held}",
        f"{count(len(rows), 'comparison')} of {count(len(summaries), 'concept')} in {dtype} "
        f"against the tolerance: {seen}; the greatest share of those that agree is "
        f"{number(greatest)}.",
        drawn(canvas),
    )


def dots(
    axes: Any, placed: Sequence[tuple[float, Row]], exact: float, label: str, style: dict[str, Any]
) -> None:
    """A dot for each row; no error is drawn at `exact`, the greatest ones at BEYOND."""
    shares = [(y, min(max(excess(row), exact), BEYOND)) for y, row in placed]
    # Dots that nobody could tell apart are drawn once: most errors are alike.
    apart = {(y, round(math.log10(share), 2)) for y, share in shares}
    if apart:
        y, decades = zip(*sorted(apart), strict=True)
        x = [10.0**decade for decade in decades]
        drawn_as = {"s": 9, "alpha": 0.55, "linewidths": 0.9, **style}
        # Thousands of dots are a smaller picture than they are a list of shapes.
        axes.scatter(x, y, label=label, rasterized=True, **drawn_as)


def losses(curves: list[Row]) -> Iterator[Figure]:
    """For each workload: the loss by step (same weights) and by epoch (full training)."""
    for over, section in (("step", "trajectories"), ("epoch", "accuracy")):
        grouped: dict[str, dict[tuple[str, Any], list[Row]]] = {}
        for row in curves:
            if row.get(over) is not None and row.get("loss") is not None:
                key = (row["implementation"], row.get("seed"))
                grouped.setdefault(row["workload"], {}).setdefault(key, []).append(row)
        for workload, lines in grouped.items():
            yield loss_figure(workload, over, section, lines)


def loss_figure(
    workload: str, over: str, section: str, lines: dict[tuple[str, Any], list[Row]]
) -> Figure:
    """The curves of one workload on one axis. The first is wide, since they may coincide."""
    canvas = small(4.6, 2.8)
    axes = canvas.add_subplot()
    sides = list(dict.fromkeys(side for side, _ in lines))
    for (side, seed), rows in lines.items():
        rows = sorted(rows, key=lambda row: row[over])
        first = seed == next(s for i, s in lines if i == side)
        place, every = sides.index(side), max(1, len(rows) // 8)
        axes.plot(
            [row[over] for row in rows],
            [row["loss"] for row in rows],
            color=look(side)["color"],
            linestyle=look(side)["dashes"],
            linewidth=4 if place == 0 else 1.6,
            alpha=0.4 if place == 0 else 1.0,
            marker=look(side)["marker"],
            markersize=5,
            markerfacecolor=PAPER,
            markevery=(place * every // 3, every),
            label=short(side) if first else None,
        )
    axes.set_xlabel(over)
    axes.set_ylabel("loss")
    axes.grid(True, axis="y")
    axes.legend()
    seeds = {seed for _, seed in lines}
    ends = ", ".join(
        f"{side} {number(rows[0]['loss'], 3)} to {number(rows[-1]['loss'], 3)}"
        for (side, _), rows in lines.items()
    )
    same = "the same initial weights and batches" if over == "step" else count(len(seeds), "seed")
    return Figure(
        f"loss_{over}_{slug(workload)}",
        section,
        f"{workload}: loss by {over}, {same}.",
        f"Loss of {workload} by {over} in {listing(sides)}: {ends}. {apart(lines, over)}",
        drawn(canvas),
        workload,
    )


def apart(lines: dict[tuple[str, Any], list[Row]], over: str) -> str:
    """How far the curves of one seed are from each other at most."""
    values: dict[tuple[Any, Any], list[float]] = {}
    for (_, seed), rows in lines.items():
        for row in rows:
            values.setdefault((seed, row[over]), []).append(row["loss"])
    greatest = max(max(v) - min(v) for v in values.values())
    return f"The curves are at most {number(greatest)} apart."


def confusions(matrices: dict[str, dict[str, Any]]) -> Iterator[Figure]:
    """For each workload: the matrix of every implementation, those that are equal drawn once."""
    for workload, by_side in matrices.items():
        equal: dict[str, list[str]] = {}
        for side, matrix in by_side.items():
            equal.setdefault(json.dumps(matrix), []).append(side)
        for sides in equal.values():
            yield confusion_figure(workload, sides, np.asarray(by_side[sides[0]]))


def confusion_figure(workload: str, sides: list[str], matrix: np.ndarray) -> Figure:
    """True classes down, predicted ones across; the shade is the share of the true class."""
    classes = len(matrix)
    inches = min(1.4 + 0.28 * classes, 4.4)
    canvas = small(inches, inches)
    axes = canvas.add_subplot()
    share = matrix / np.maximum(matrix.sum(axis=1, keepdims=True), 1)
    axes.imshow(share, cmap="Blues", vmin=0, vmax=1.15)
    for (i, j), n in np.ndenumerate(matrix):
        colour = PAPER if share[i, j] > 0.55 else INK if n else "#8b9098"
        axes.text(j, i, f"{n:g}", ha="center", va="center", fontsize=7, color=colour)
    axes.set_xticks(range(classes))
    axes.set_yticks(range(classes))
    axes.tick_params(length=0, labelsize=7)
    axes.set_xlabel("predicted")
    axes.set_ylabel("true")
    right, total = int(np.trace(matrix)), int(matrix.sum())
    return Figure(
        f"confusion_{slug(workload)}_{slug('-'.join(sides))}",
        "confusion",
        f"{workload}, {listing(sides)}: {right:,} of {total:,} right.",
        f"Confusion matrix of {workload} in {listing(sides)} over "
        f"{count(classes, 'class', 'classes')}: {right:,} of {total:,} on the diagonal.",
        drawn(canvas),
        workload,
    )


def times(rows: list[Row]) -> Iterator[Figure]:
    """For each workload: the median times of every phase, with their interquartile range."""
    grouped: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        if row.get("median_ms") is not None:
            grouped.setdefault(row["workload"], {}).setdefault(row["phase"], []).append(row)
    for workload, phases in grouped.items():
        yield time_figure(workload, phases)


def time_figure(workload: str, phases: dict[str, list[Row]]) -> Figure:
    """A panel a phase, each with its own axis from zero."""
    heights = [0.6 + len(rows) for rows in phases.values()]
    canvas = Canvas(figsize=(5, 0.27 * sum(heights) + 0.55 * len(phases)), layout="constrained")
    panels = canvas.subplots(len(phases), squeeze=False, height_ratios=heights)[:, 0]
    for axes, (phase, rows) in zip(panels, phases.items(), strict=True):
        for y, row in enumerate(rows):
            bar(axes, y, row)
        axes.set_title(short(phase), loc="left", fontsize=9, fontweight="bold")
        axes.set_yticks(range(len(rows)), [short(time_label(row, rows)) for row in rows])
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.set_xlim(0, 1.3 * max(upper(row) for row in rows) or 1)
        axes.tick_params(axis="y", length=0)
        axes.grid(True, axis="x")
    panels[-1].set_xlabel("milliseconds, median; the whisker is the interquartile range")
    said = "; ".join(
        f"{phase}: "
        + ", ".join(f"{time_label(row, rows)} {number(row['median_ms'], 3)} ms" for row in rows)
        for phase, rows in phases.items()
    )
    return Figure(
        f"time_{slug(workload)}",
        "timing",
        f"{workload}: time of one step of each phase. Shorter is faster.",
        f"Median times of {workload}. {said}.",
        drawn(canvas),
        workload,
    )


def bar(axes: Any, y: int, row: Row) -> None:
    """One bar with its whisker and its number; an unstable one says so."""
    style = look(row["implementation"])
    axes.barh(
        y, row["median_ms"], 0.72, color=style["color"], hatch=style["hatch"], edgecolor=PAPER
    )
    half = (row.get("iqr_ms") or 0) / 2
    axes.errorbar(row["median_ms"], y, xerr=half, color=INK, capsize=3, linewidth=1)
    unstable = "" if row.get("stable", True) else "  unstable"
    axes.text(
        upper(row),
        y,
        f"  {number(row['median_ms'], 3)}{unstable}",
        va="center",
        fontsize=8,
        color=ALARM if unstable else INK,
    )


def upper(row: Row) -> float:
    """Where the whisker ends."""
    return row["median_ms"] + (row.get("iqr_ms") or 0) / 2


def time_label(row: Row, rows: list[Row]) -> str:
    """Implementation and mode, and the threads where they differ."""
    threads = {other.get("threads") for other in rows}
    many = f", {count(row['threads'], 'thread')}" if len(threads) > 1 else ""
    mode = row.get("mode") or ""
    return f"{row['implementation']}{f' ({mode})' if mode else ''}{many}"
