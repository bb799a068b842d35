"""The tables of the command line, from Findings and rows."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import Any

import numpy as np
from rich.markup import escape
from rich.table import Table

from compare.agreement import SCALED, Finding
from compare.console import err, number, out, verdict
from compare.defaults import Default, Seen
from compare.defects import Defect
from compare.report.numbers import count
from compare.runs import Change
from compare.training import Training

RANK = ("agree", "skipped", "failed", "disagree")


def worst_verdict(found: Iterable[Finding]) -> str:
    """The gravest verdict; "skipped" only where nothing was compared."""
    words = {f.verdict for f in found}
    for word in ("disagree", "failed", "agree"):
        if word in words:
            return word
    return "skipped"


def by_concept(findings: list[Finding]) -> Table:
    """One row a concept: its greatest errors, their headroom, and the verdict."""
    table = Table(
        "concept",
        "cases",
        "quantities",
        "float64 error",
        "headroom",
        "float32 error",
        "headroom",
        "closest to the truth",
        "verdict",
        box=None,
        pad_edge=False,
    )
    for name, group in groupby(findings, key=lambda f: f.concept):
        found = list(group)
        compared = [f for f in found if f.verdict in ("agree", "disagree")]
        table.add_row(
            name,
            str(len({f.case for f in found})),
            str(len(compared)),
            *greatest([f for f in compared if f.dtype == "float64"]),
            *greatest([f for f in compared if f.dtype == "float32" and f.left == "scratch"]),
            closest(compared),
            verdict(worst_verdict(found)),
        )
    return table


def greatest(found: list[Finding]) -> tuple[str, str]:
    """The greatest scaled error, and the smallest headroom, as text."""
    errors = [f.scaled_error for f in found if f.scaled_error is not None]
    rooms = [f.headroom for f in found if f.headroom is not None]
    return number(max(errors, default=None)), headroom(min(rooms, default=None))


def headroom(value: float | None) -> str:
    """How many times the error fits into the tolerance: 1,200x."""
    if value is None:
        return "–"
    return f"{value:,.0f}x" if value >= 10 else f"{value:.1f}x"


def closest(found: list[Finding]) -> str:
    """Who lies closest to the float64 truth most often, in float32."""
    winners = [
        f.closest for f in found if f.dtype == "float32" and f.left == f.closest and f.scaled_error
    ]
    if not winners:
        return "–"
    names, counts = np.unique(winners, return_counts=True)
    return str(names[np.argmax(counts)])


def every_row(findings: list[Finding]) -> Table:
    """One row a quantity and pair."""
    table = Table(
        "concept", "case", "dtype", "quantity", "left", "right", "error", "tolerance", "headroom",
        "verdict", "note", box=None, pad_edge=False,
    )  # fmt: skip
    for f in findings:
        table.add_row(
            f.concept,
            f.case,
            f.dtype,
            f.quantity,
            f.left,
            f.right or "–",
            number(f.scaled_error),
            number(f.tolerance),
            headroom(f.headroom),
            verdict(f.verdict),
            f.note or (f.message if f.verdict != "disagree" else ""),
        )
    return table


SHOWN = 5
"""Disagreements of one concept that are told in full; the others are counted."""


def show_trouble(findings: list[Finding]) -> None:
    """Disagreements and failures, the odd one out named; each absent framework once."""
    trouble = [f for f in findings if f.verdict in ("disagree", "failed")]
    for name, group in groupby(trouble, key=lambda f: f.concept):
        found = list(group)
        if len(found) > SHOWN:
            out.print(f"{name}: {len(found)} rows, of which {SHOWN} follow; -v shows all.")
        for f in found[:SHOWN]:
            place = f"{f.concept}, case {f.case!r}, {f.dtype}, {f.quantity}"
            sides = f"{f.left} against {f.right}" if f.right else f.left
            odd = f" The odd one out is {f.odd_one_out}." if f.odd_one_out else ""
            worst = f" Worst element: {f.worst_element}." if f.worst_element else ""
            out.print(f"{verdict(f.verdict)} {place}: {sides}. ", end="", highlight=False)
            out.print(f"{f.message}{worst}{odd}", markup=False, highlight=False)
    absent = {(f.left, f.message) for f in findings if f.message.startswith(("not inst", "broken"))}
    for room, why in sorted(absent):
        err.print(f"{room}: skipped: {why}", highlight=False)


def verdict_sentence(findings: list[Finding]) -> str:
    """What was found, in a sentence."""
    compared = [f for f in findings if f.verdict in ("agree", "disagree")]
    if not compared:
        return "[bold red]Nothing was compared.[/]"
    concepts = count(len({f.concept for f in findings}), "concept")
    disagree = {f.concept for f in findings if f.verdict == "disagree"}
    failed = {f.concept for f in findings if f.verdict == "failed"}
    rooms = sorted({f.left for f in compared} | {f.right for f in compared} & {"keras", "pytorch"})
    start = f"{concepts}, {len(compared):,} quantities compared ({', '.join(rooms)}): "
    if not disagree and not failed:
        usual = [f.scaled_error or 0 for f in compared if f.tolerance == SCALED]
        greatest_error = f"; greatest float64 error {number(max(usual))}" if usual else ""
        return f"{start}[green]all agree[/]{greatest_error}."
    parts = []
    if disagree:
        parts.append(f"[bold red]{len(disagree)} disagree[/] ({', '.join(sorted(disagree))})")
    if failed:
        parts.append(f"[bold red]{len(failed)} failed to run[/] ({', '.join(sorted(failed))})")
    return start + "; ".join(parts) + "."


def trainings(trained: list[Training]) -> Table:
    """One row a training: its last loss, its metrics, its time; one workload after the other."""
    names = list(trained[0].metrics)
    columns = ("workload", "implementation", "seed", "epochs", "last loss", *names, "seconds")
    table = Table(*columns, box=None, pad_edge=False)
    for t in sorted(trained, key=lambda t: t.workload):
        last = f"{t.history[-1]['loss']:.6f}" if t.history else "–"
        values = [f"{t.metrics[name]:.4f}" for name in names]
        epochs = str(sum("epoch" in row for row in t.history))
        about = (t.workload, t.implementation, str(t.seed), epochs, last)
        table.add_row(*about, *values, f"{t.seconds:.1f}")
    return table


def timings(rows: list[dict[str, Any]]) -> Table:
    """One row a contender and phase: median, spread, and scratch's fastest mode divided by it."""
    table = Table(
        "workload", "phase", "implementation", "mode", "threads", "median ms", "iqr ms", "rounds",
        "fastest NumPy / this", "95%", "page faults", "stable", box=None, pad_edge=False,
    )  # fmt: skip
    for r in rows:
        ratio, low, high = (r.get(f"numpy_ratio{end}") for end in ("", "_low", "_high"))
        table.add_row(
            *(str(r.get(k, "")) for k in ("workload", "phase", "implementation", "mode")),
            str(r.get("threads", "")),
            shown(r.get("median_ms"), ".3f"),
            shown(r.get("iqr_ms"), ".3f"),
            str(r.get("rounds", "")),
            shown(ratio, ".2f"),
            "–" if low is None else f"{low:.2f} to {high:.2f}",
            shown(r.get("page_faults"), ",.0f"),
            r.get("message") or ("yes" if r.get("stable") else "no"),
        )
    return table


def shown(number: float | None, form: str) -> str:
    """A number as it stands in a table, with a dash where there is none."""
    return "–" if number is None else format(number, form)


def scaled(rows: list[dict[str, Any]]) -> Table:
    """One row a size and implementation: time, ratio, memory of a step."""
    table = Table(
        "axis", "size", "implementation", "median ms", "time / scratch's", "MB of the steps",
        "stable", box=None, pad_edge=False,
    )  # fmt: skip
    for r in rows:
        median, ratio, memory = (
            r.get(k) for k in ("median_ms", "ratio_to_scratch", "step_memory_mb")
        )
        table.add_row(
            r["axis"],
            str(r["size"]),
            r["implementation"],
            shown(median, ".3f"),
            shown(ratio, ".2f"),
            shown(memory, ".0f"),
            r.get("message") or ("yes" if r.get("stable") else "no"),
        )
    return table


def concept_times(rows: list[dict[str, Any]]) -> Table:
    """One row a concept: milliseconds of each implementation."""
    rooms = list(dict.fromkeys(row["implementation"] for row in rows))
    table = Table("concept", "case", *(f"{room}, ms" for room in rooms), box=None, pad_edge=False)
    for concept in dict.fromkeys(row["concept"] for row in rows):
        own = {row["implementation"]: row for row in rows if row["concept"] == concept}
        case = next(iter(own.values()))["case"]
        found = [own.get(room, {}).get("median_ms") for room in rooms]
        table.add_row(concept, case, *(shown(ms, ".3f") for ms in found))
    return table


def slopes(rows: list[dict[str, Any]]) -> Table:
    """How steeply each implementation's time grows, and from which size on it beats scratch."""
    table = Table(
        "axis", "implementation", "time ~ size to the", "above the least size's",
        "faster than scratch from", box=None, pad_edge=False,
    )  # fmt: skip
    for r in rows:
        overtakes = "never" if r["overtakes"] is None else str(r["overtakes"])
        steep = (shown(r[name], ".2f") for name in ("slope", "slope_above_least"))
        table.add_row(r["axis"], r["implementation"], *steep, overtakes)
    return table


def diagnosis(checks: list[Any]) -> Table:
    """One row a check of the installation."""
    signs = {
        "ok": "[green]✓ ok[/]",
        "missing": "[yellow]– missing[/]",
        "broken": "[red]✗ broken[/]",
    }
    table = Table("what", "status", "detail", "how to mend it", box=None, pad_edge=False)
    for check in checks:
        table.add_row(check.name, signs.get(check.state, check.state), check.detail, check.mend)
    return table


def defects(records: list[Defect], seen: dict[Defect, str]) -> Table:
    """One row a defect, and whether it was seen here, where that was tried."""
    table = Table("framework", "defect", "what is wrong", box=None, pad_edge=False)
    if seen:
        table.add_column("here")
    for d in records:
        here = [escape(d.told(seen[d])) if d in seen else "skipped"] if seen else []
        table.add_row(d.framework, d.name, escape(d.title), *here)
    return table


def show_defects(records: list[Defect]) -> None:
    """Everything about a few defects, their scripts included."""
    for d in records:
        out.print(f"[bold]{escape(d.title)}[/] ({d.framework} {d.measured_in})", highlight=False)
        told = {
            "expected": d.expected, "observed": d.observed, "because": d.because,
            "way round": d.way_round, "reported": d.link or "nowhere that was found",
        }  # fmt: skip
        for name, text in told.items():
            out.print(f"  {name}: {escape(text)}", highlight=False, soft_wrap=True)
        out.print(f"\n{d.script}", markup=False, highlight=False, soft_wrap=True)


def defaults(rows: list[Default], seen: dict[str, Seen]) -> Table:
    """One row a default, and whether it was seen here, where that was tried."""
    table = Table("subject", "what differs", "PyTorch", "Keras", "effect", box=None, pad_edge=False)
    if seen:
        table.add_column("here")
    for row in rows:
        effect = row.effect if isinstance(row.effect, str) else number(row.effect)
        sides = [escape(str(side.value)) for side in (row.pytorch, row.keras)]
        here = [escape(told(row, seen.get(row.name)))] if seen else []
        table.add_row(row.subject, escape(row.title), *sides, effect, *here)
    return table


def static_differences(found: list[dict[str, Any]]) -> Table:
    """One row a difference between two models: settings first, then what holds in any case."""
    table = Table("left", "right", "what differs", "values", "align", box=None, pad_edge=False)
    for one in sorted(found, key=lambda one: not one["configured"]):
        values = f"{one['left']} | {one['right']}"
        cells = (one["left_layer"], one["right_layer"], one["what"], values, one["fix"])
        style = "" if one["configured"] else "dim"
        table.add_row(*(escape(str(cell)) for cell in cells), style=style)
    return table


def told(row: Default, seen: Seen | None) -> str:
    """Whether a row still holds, in words."""
    if seen is None:
        return "skipped"
    return "; ".join(seen.troubles(row)) or "holds"


def show_defaults(rows: list[Default]) -> None:
    """Everything about a few defaults."""
    for row in rows:
        out.print(f"[bold]{escape(row.subject)}: {escape(row.title)}[/]", highlight=False)
        lines = {
            "PyTorch": row.pytorch.value, "Keras": row.keras.value, "effect": row.effect,
            "align PyTorch": row.pytorch.align, "align Keras": row.keras.align,
            "because": row.because, "reported": row.url,
        }  # fmt: skip
        for name, text in lines.items():
            if text not in ("", None):
                out.print(f"  {name}: {escape(str(text))}", highlight=False, soft_wrap=True)
        out.print()


def report_summary(results: dict[str, Any]) -> Table:
    """How many rows of each section hold, and how many do not."""
    table = Table("section", "rows", "agree", "disagree", "failed", box=None, pad_edge=False)
    for section in ("agreement", "oracle", "trajectories"):
        words = [row["verdict"] for row in results[section]]
        counts = [str(words.count(word)) for word in ("agree", "disagree", "failed")]
        table.add_row(section, str(len(words)), *counts)
    for section in ("accuracy", "timing", "skipped"):
        table.add_row(section, str(len(results[section])), "", "", "")
    return table


COLOURS = {"better": "green", "worse": "bold red", "changed": "yellow"}
MOST_CHANGES = 40


def changes(found: list[Change]) -> Table:
    """A row a change, those for the worse first."""
    order = ("worse", "changed", "better", "gone", "new")
    ranked = sorted(found, key=lambda c: order.index(c.verdict))
    table = Table("section", "subject", "before", "after", "verdict", "note", box=None)
    for change in ranked[:MOST_CHANGES]:
        colour = COLOURS.get(change.verdict, "dim")
        said = f"[{colour}]{change.verdict}[/]"
        sides = (escape(side(value)) for value in (change.before, change.after))
        note = change.note if change.p is None else f"{change.note}, p = {change.p:.2g}"
        table.add_row(change.section, escape(change.subject), *sides, said, escape(note[:100]))
    return table


def side(value: Any) -> str:
    """One side of a change."""
    return "–" if value is None else value if isinstance(value, str) else f"{value:.4g}"


def changes_summary(found: list[Change], failed: list[Change]) -> str:
    """How many of each, and whether that is a failure."""
    if not found:
        return "Nothing changed."
    counts = Counter(change.verdict for change in found)
    more = len(found) - MOST_CHANGES
    told = f" ({more} more are in --json and --html)" if more > 0 else ""
    words = ", ".join(f"{n} {verdict}" for verdict, n in counts.most_common())
    end = f" {count(len(failed), 'change')} for the worse." if failed else ""
    return f"{words}{told}.{end}"
