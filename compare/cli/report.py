"""`threefold report`, `page` and `compare-runs`: a run, its page, and two runs side by side."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from compare.cli.asked import (
    DataDir,
    Download,
    JsonFile,
    Quiet,
    Scheduler,
    Trouble,
    UnitMegabytes,
    UnitSeconds,
    above_zero,
    checked_data,
    checked_folder,
    checked_output,
)
from compare.console import out, progress


class Profile(StrEnum):
    """How much a report runs."""

    quick = "quick"
    full = "full"


class Section(StrEnum):
    """What of two runs is compared."""

    agreement = "agreement"
    accuracy = "accuracy"
    speed = "speed"


def report(
    profile: Annotated[Profile, typer.Option(help="How much is run.")] = Profile.quick,
    output: Annotated[Path, typer.Option(help="Where reports go.")] = Path("reports"),
    data_dir: DataDir = None,
    download: Download = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where a stopped run of this profile was.")
    ] = False,
    scheduler: Scheduler = None,
    unit_seconds: UnitSeconds = 10_800,
    unit_megabytes: UnitMegabytes = None,
    quiet: Quiet = False,
) -> None:
    """Run the comparison and write a page about it."""
    from compare import tables
    from compare.engine import Limits, Means
    from compare.reporting import make_report
    from compare.runner import exit_code

    above_zero("--unit-seconds", unit_seconds)
    above_zero("--unit-megabytes", unit_megabytes)
    folder = checked_data(data_dir)
    checked_folder(output)
    with progress(quiet) as bars:
        tasks: dict[str, Any] = {}

        def show(phase: str, done: int, total: int, what: str) -> None:
            if phase not in tasks:
                tasks[phase] = bars.add_task(phase, total=None, detail="")
            bars.update(tasks[phase], completed=done, total=total, detail=what)

        means = Means(
            limits=Limits(unit_seconds, unit_megabytes or float("inf")), scheduler=scheduler
        )
        page, results = make_report(profile.value, output, folder, download, show, resume, means)
    if resume:
        run = results["run"]
        out.print(f"{run['units_kept']:,} of {run['units']:,} units were finished before.")
    out.print(tables.report_summary(results))
    out.print(f"The page: {page.resolve()}", soft_wrap=True)
    raise typer.Exit(exit_code(results))


def page(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A report's folder or results.json.")],
    output: Annotated[Path, typer.Option(help="The folder of the new report.")],
    compact: Annotated[
        bool, typer.Option("--compact", help="A few megabytes, to be kept under version control.")
    ] = False,
) -> None:
    """Write the page of an earlier run again, from its results."""
    from compare.report import write_report
    from compare.results import read

    try:
        results = read(run)
        written = write_report(results, output, compact)
    except (ValueError, OSError) as error:
        raise Trouble(str(error), 2) from error
    out.print(f"The page: {written.resolve()}", soft_wrap=True)


def compare_runs(
    before: Annotated[Path, typer.Argument(metavar="A", help="A report's folder.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="The later one.")],
    fail_on: Annotated[
        list[Section] | None,
        typer.Option(help="Exit with 1 where this got worse; may be repeated. [agreement]"),
    ] = None,
    html: Annotated[Path | None, typer.Option(help="Write a page about it to this file.")] = None,
    json_file: JsonFile = None,
) -> None:
    """Say what got better or worse between two runs, versions or machines."""
    from compare import runs, tables
    from compare.files import write_json, write_text
    from compare.report.page import runs_page
    from compare.results import read

    for file in (html, json_file):
        if file:
            checked_output(file)
    try:
        results = read(before), read(after)
    except (ValueError, OSError) as error:
        raise Trouble(str(error), 2) from error
    changes = runs.compare_runs(*results)
    failed = runs.worse(changes, [section.value for section in fail_on or [Section.agreement]])
    if json_file:
        write_json(json_file, {"changes": [change.row() for change in changes]})
    if html:
        write_text(html, runs_page(changes, (str(before), str(after)), results))
    out.print(tables.changes(changes))
    out.print(tables.changes_summary(changes, failed))
    raise typer.Exit(1 if failed else 0)
