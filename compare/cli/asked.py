"""What the commands take: the types of their options, and the checks that are said at once."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Dtype(StrEnum):
    """What to compute in."""

    float64 = "float64"
    float32 = "float32"


class Implementation(StrEnum):
    """Whose code runs."""

    scratch = "scratch"
    pytorch = "pytorch"
    keras = "keras"


JsonFile = Annotated[
    Path | None, typer.Option("--json", help="Write the rows of results.json to this file.")
]
DataDir = Annotated[
    str | None, typer.Option("--data-dir", help="Folder with mnist/, imdb/, california_housing/.")
]
Download = Annotated[bool, typer.Option("--download", help="Fetch data that is not there.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Only the verdict.")]
Rooms = Annotated[
    list[Implementation] | None,
    typer.Option("--implementation", "-i", help="Only these; may be repeated."),
]
Scheduler = Annotated[
    str | None,
    typer.Option(help="Of a Dask cluster, tcp://host:8786, whose workers do the work."),
]
UnitSeconds = Annotated[float, typer.Option(help="The time limit of each unit of work.")]
UnitMegabytes = Annotated[
    float | None, typer.Option(help="The memory limit of a process that does the work.")
]


class Trouble(Exception):
    """Something the user can mend: one line, and an exit code."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


def chosen(implementation: list[Implementation] | None) -> list[str]:
    """The rooms asked for; all without any."""
    return [i.value for i in implementation or Implementation]


def above_zero(option: str, value: float | None) -> None:
    """Refuse a limit that nothing can keep."""
    if value is not None and not value > 0:
        raise Trouble(f"{option} must be a number > 0. Received: {value}", 2)


def at_least(option: str, value: int | None, least: int) -> None:
    """Refuse a number that is too small."""
    if value is not None and value < least:
        raise Trouble(f"{option} must be an integer >= {least}. Received: {value}", 2)


def checked_output(path: Path) -> Path:
    """`path`, if a file can be written there: said before the work begins, not after."""
    if path.is_dir() or not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
        raise Trouble(f"A file must be writable in an existing folder. Received: {path}", 2)
    return path


def checked_data(data_dir: str | None) -> str | None:
    """The folder given, or None; one that is named but cannot be read is refused."""
    for said, folder in (
        ("--data-dir", data_dir),
        ("THREEFOLD_DATA", os.environ.get("THREEFOLD_DATA")),
    ):
        if folder and not (os.path.isdir(folder) and os.access(folder, os.R_OK | os.X_OK)):
            raise Trouble(f"{said} must be a folder that can be read. Received: {folder}", 2)
    return data_dir


def checked_folder(path: Path) -> Path:
    """`path`, if it is a folder that can be written to, or can become one."""
    existing = next((p for p in (path, *path.resolve().parents) if p.exists()), Path("/"))
    received = f"--output must be a folder that can be written to. Received: {path}"
    if not existing.is_dir() or not os.access(existing, os.W_OK):
        raise Trouble(received, 2)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble(f"{received} ({error.strerror})", 2) from error
    return path
