"""What `threefold diff` does between the command line and the engine, and what it prints."""

from pathlib import Path
from typing import Any

from rich.markup import escape
from rich.table import Table

from compare.console import out
from compare.validation.process import answer
from compare.validation.subject import Theirs, Unusable

PROBLEMS = (Theirs, Unusable)
"""What makes an input unusable: the user's code, or what was asked for."""

WORKER, PROCESS = "compare.parity.worker", "the comparison"
"""What runs both files, and what it is called where it ends without an answer."""

COLOURS = {"agree": "green", "disagree": "bold red", "inherited": "yellow", "no partner": "dim"}


def run(left: str, right: str, options: dict[str, Any], seconds: float) -> dict[str, Any]:
    """The verdict on two targets, found in a process of its own."""
    request = {"left": left, "right": right, "options": options}
    return answer(WORKER, request, seconds, PROCESS)


def transfer(
    left: str, right: str, output: str, reorder: bool, dtype: str, options: dict[str, Any],
    seconds: float,
) -> dict[str, Any]:  # fmt: skip
    """What was written, and how well it was checked."""
    asked = {"output": str(Path(output).resolve()), "reorder": reorder, "dtype": dtype}
    request = {"left": left, "right": right, "options": options, "transfer": asked}
    return answer(WORKER, request, seconds, PROCESS)


def show_transfer(found: dict[str, Any]) -> None:
    """Print what was written."""
    out.print(f"{found['weights']} weights written to {found['file']}", highlight=False)
    line("read back and compared", f"{found['round_trip']:.2g}")
    line("outputs on the same input", f"{found['output_error']:.2g}")
    for title, names in (("not copied", found["left_over"]), ("reordered", found["reordered"])):
        for name in names:
            line(title, name)


def show(found: dict[str, Any], quiet: bool = False) -> None:
    """Print the verdict, where and why, then the layers."""
    good = found["verdict"] == "agree"
    said = "the models agree" if good else f"the models disagree, {found['where']}: {place(found)}"
    out.print(f"[{COLOURS[found['verdict']]}]{escape(said)}[/]", highlight=False)
    for title in ("cause", "fix", "link"):
        if found[title]:
            line(title, found[title])
    if quiet:
        return
    for title, items in (("evidence", found["evidence"]), ("note", found["notes"])):
        for text in items:
            line(title, text)
    for level, text in found["levels"].items():
        line(level, text)
    out.print(table(found["layers"]))


def place(found: dict[str, Any]) -> str:
    """Where they part first."""
    at = found["first_divergence"]
    if isinstance(at, dict):
        return f"{at['left'] or 'nothing'} | {at['right'] or 'nothing'}"
    return str(at)


def line(title: str, text: str) -> None:
    """One line of the explanation."""
    out.print(f"  [dim]{title}:[/] {escape(text)}", highlight=False)


def table(layers: list[dict[str, Any]]) -> Table:
    """The layers of both sides, and their errors."""
    made = Table(
        "left", "right", "kind", "accumulated", "isolated", "backward", "", box=None,
        pad_edge=False,
    )  # fmt: skip
    for row in layers:
        numbers = [shown(row[k]) for k in ("accumulated", "isolated", "backward")]
        made.add_row(
            escape(row["left"] or "–"), escape(row["right"] or "–"), row["kind"], *numbers,
            f"[{COLOURS[row['verdict']]}]{row['verdict']}[/]",
        )  # fmt: skip
    return made


def shown(value: float | None) -> str:
    """A number, or nothing."""
    return "" if value is None else f"{value:.1e}"
