"""What the command line shows: progress with time left, tables, and errors of one line."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

PLAIN_WIDTH = 160
"""Columns of a table where there is no terminal to ask."""


def console(stderr: bool = False) -> Console:
    """A console as wide as the terminal; wide enough for every table where there is none."""
    made = Console(stderr=stderr)
    return made if made.is_terminal else Console(stderr=stderr, width=PLAIN_WIDTH)


out = console()
err = console(stderr=True)

Step = Callable[..., None]


@contextmanager
def progress(quiet: bool = False) -> Iterator[Progress]:
    """Live progress on stderr; silent with `quiet` or where there is no terminal."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[detail]}"),
    )
    disable = quiet or not err.is_terminal
    with Progress(*columns, console=err, transient=True, disable=disable) as bars:
        yield bars


def number(value: float | None, digits: int = 1) -> str:
    """An error as one reads it: 3.1e-16; 0 where it is exact; a dash where there is none."""
    if value is None:
        return "–"
    return "0" if value == 0 else f"{value:.{digits}e}"


SIGNS = {"agree": "✓", "disagree": "✗", "failed": "!", "skipped": "–"}
STYLES = {"agree": "green", "disagree": "bold red", "failed": "bold red", "skipped": "dim"}


def verdict(word: str) -> str:
    """A verdict with its sign, in rich's markup."""
    return f"[{STYLES[word]}]{SIGNS[word]} {word}[/]"
