"""What the command line shows: progress with time left, tables, and errors of one line."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

PLAIN_WIDTH = 160
"""Columns of a table where there is no terminal to ask."""

SECONDS_A_LINE = 60
"""Between two lines of progress where there is no terminal."""

ALL_OF_IT = float("inf")
"""Seconds of the past that the time left is judged by: one training may take minutes."""


def console(stderr: bool = False) -> Console:
    """A console as wide as the terminal; wide enough for every table where there is none."""
    made = Console(stderr=stderr)
    return made if made.is_terminal else Console(stderr=stderr, width=PLAIN_WIDTH)


out = console()
err = console(stderr=True)

Step = Callable[..., None]


class Lines(Progress):
    """Progress where there is no terminal, as in a log: once a minute, a line."""

    def __init__(self) -> None:
        super().__init__(console=err, disable=True, speed_estimate_period=ALL_OF_IT)
        self.told = self.get_time()

    def update(self, task_id: TaskID, **changes: Any) -> None:
        """As every Progress; it may be time for a line."""
        super().update(task_id, **changes)
        if self.get_time() - self.told >= SECONDS_A_LINE:
            self.told = self.get_time()
            (task,) = (task for task in self.tasks if task.id == task_id)
            err.print(how_far(task), markup=False, highlight=False, soft_wrap=True)


def how_far(task: Task) -> str:
    """What is done, since when, and how long the rest will take if it goes on like that."""
    said = f"{task.description}: {task.completed:,.0f}"
    if task.total is not None:
        said += f" of {task.total:,.0f}"
    said += f", {rounded(task.elapsed or 0)} so far"
    if task.time_remaining:
        said += f", about {rounded(task.time_remaining)} left"
    detail = task.fields.get("detail")
    return f"{said}: {detail}" if detail else said


def rounded(seconds: float) -> timedelta:
    """To whole seconds, as it is read: 0:05:10."""
    return timedelta(seconds=round(seconds))


@contextmanager
def progress(quiet: bool = False) -> Iterator[Progress]:
    """Live progress on stderr, or lines where there is no terminal; silent with `quiet`."""
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
    live = Progress(
        *columns, console=err, transient=True, disable=quiet, speed_estimate_period=ALL_OF_IT
    )
    with live if quiet or err.is_terminal else Lines() as bars:
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
