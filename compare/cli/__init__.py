"""The command line: `threefold COMMAND`. A file of this folder for each, or a few of a kind.

Exit codes: 0 all agree; 1 a disagreement was found; 2 wrong usage or unreadable input;
3 something needed is not there. No command shows a traceback; THREEFOLD_DEBUG=1 does.
"""

import os
import sys
from collections.abc import Callable
from typing import NoReturn

import typer

from compare.cli.asked import Trouble
from compare.cli.bench import bench
from compare.cli.catalog import list_
from compare.cli.check import check
from compare.cli.diff import diff, transfer
from compare.cli.known import defaults, defects, doctor
from compare.cli.report import compare_runs, page, report
from compare.cli.train import train
from compare.cli.validate import validate

COMMANDS: dict[str, Callable[..., None]] = {
    "list": list_,
    "check": check,
    "train": train,
    "bench": bench,
    "report": report,
    "page": page,
    "compare-runs": compare_runs,
    "validate": validate,
    "diff": diff,
    "transfer": transfer,
    "doctor": doctor,
    "defects": defects,
    "defaults": defaults,
}
"""The name that is typed -> what it does; `--help` shows them in this order."""

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it."""

app = typer.Typer(
    add_completion=False,
    rich_markup_mode="rich",
    help="Neural networks, written three times: NumPy from scratch, PyTorch, Keras, and the "
    "proof that they agree.",
)
for name, command in COMMANDS.items():
    app.command(name)(command)


def exit_with(message: str, code: int) -> NoReturn:
    """One line on stderr, and the exit code; what is no letter or sign is written as its code."""
    line = "".join(c if c.isprintable() else repr(c)[1:-1] for c in message)
    print(f"threefold: {line}", file=sys.stderr)  # noqa: T201 - this is the command line
    sys.exit(code)


def code_of(error: Exception) -> int | None:
    """The exit code for an error that the user can mend; None for any other."""
    from compare.catalog import UnknownConcept
    from compare.datasets import DataError, DataMissing
    from compare.defaults import UnknownDefault
    from compare.defects import UnknownDefect
    from compare.engine import SchedulerGone
    from compare.workloads import UnknownWorkload

    if isinstance(error, Trouble):
        return error.code
    if isinstance(error, (DataMissing, ModuleNotFoundError, SchedulerGone)):
        return 3
    if isinstance(
        error, (UnknownConcept, UnknownDefault, UnknownDefect, UnknownWorkload, DataError, OSError)
    ):
        return 2
    return None


def main() -> None:
    """Run the command line; errors become one line and an exit code."""
    if len(sys.argv) == 1:
        sys.argv.append("--help")
    try:
        sys.exit(app(standalone_mode=False) or 0)
    except typer.Exit as stop:
        sys.exit(stop.exit_code)
    except typer.TyperException as error:
        said = " ".join(error.format_message().split())
        exit_with(f"{said} Received: {' '.join(sys.argv[1:])}", 2)
    except (KeyboardInterrupt, typer.Abort):
        exit_with("stopped", INTERRUPTED)
    except SystemExit as stop:
        if stop.code == INTERRUPTED:
            exit_with("stopped", INTERRUPTED)
        raise
    except BrokenPipeError:
        sys.exit(0)
    except Exception as error:
        if os.environ.get("THREEFOLD_DEBUG"):
            raise
        code = code_of(error)
        text = " ".join(str(error).split())
        if code is None:
            exit_with(
                f"internal error: {type(error).__name__}: {text} (THREEFOLD_DEBUG=1 shows where)", 1
            )
        if code == 2 and "Received" not in text:
            text = f"{text} Received: {' '.join(sys.argv[1:])}"
        exit_with(text, code)
