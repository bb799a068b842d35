"""The verdict on the terminal."""

from rich.markup import escape

from compare.console import out
from compare.validation.verdict import Verdict

COLOURS = {"right": "green", "wrong": "bold red", "unknown": "yellow"}


def show(found: Verdict, quiet: bool = False) -> None:
    """Print what was found: the sentence, the evidence, the fix, what was assumed."""
    colour = COLOURS[found.verdict]
    if found.verdict == "right":
        said = f"right as {found.concept}"
        said += f", in convention: {found.convention}" if found.convention else ""
    else:
        said = f"{found.verdict} as {found.concept}: {found.cause}"
    out.print(f"[{colour}]{escape(said)}[/]", highlight=False)
    if quiet:
        return
    if found.fix:
        line("to mend it", found.fix)
    if found.verdict != "right" and found.convention:
        line("otherwise in convention", found.convention)
    for title, items in (
        ("evidence", found.evidence),
        ("assumed", found.assumed),
        ("note", found.notes),
        ("ruled out", found.ruled_out),
    ):
        for text in dict.fromkeys(filter(None, items)):
            line(title, text)
    if found.script:
        out.print("\nThe smallest failing case, to paste:\n")
        out.print(found.script, markup=False, highlight=False)


def line(title: str, text: str) -> None:
    """One line of the explanation."""
    out.print(f"  [dim]{title}:[/] {escape(text)}", highlight=False)
