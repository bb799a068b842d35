"""`threefold bench`: who is how fast."""

from typing import Annotated

import typer

from compare.cli.asked import JsonFile, Quiet, Rooms, Trouble, at_least, checked_output, chosen
from compare.console import out, progress


def bench(
    workload: Annotated[
        list[str] | None, typer.Argument(help="Workloads; all without any.")
    ] = None,
    threads: Annotated[str, typer.Option(help="Thread counts, as 1,2.")] = "1",
    rounds: Annotated[int, typer.Option(help="Interleaved rounds, 3 at least.")] = 15,
    scaling: Annotated[
        list[str] | None,
        typer.Option(help="Along an axis instead, as batch or width; may be repeated."),
    ] = None,
    concepts: Annotated[
        bool, typer.Option("--concepts", help="Each concept by itself instead.")
    ] = False,
    implementation: Rooms = None,
    json_file: JsonFile = None,
    quiet: Quiet = False,
) -> None:
    """Time training steps: one pinned process a contender, rounds interleaved."""
    from compare import concept_timing, tables, timing, workloads
    from compare import scaling as growth
    from compare.files import write_json
    from compare.runner import empty_results

    if unknown := [axis for axis in scaling or () if axis not in growth.AXES]:
        raise Trouble(
            f"--scaling must be {', '.join(growth.AXES)}. Received: {', '.join(unknown)}", 2
        )
    if workload and (scaling or concepts):
        option = "--scaling" if scaling else "--concepts"
        raise Trouble(f"{option} takes no workloads. Received: {', '.join(workload)}", 2)
    records = (
        [workloads.get(name) for name in workload]
        if workload
        else list(workloads.workloads().values())
    )
    counts = thread_counts(threads)
    at_least("--rounds", rounds, 3)
    if json_file:
        checked_output(json_file)
    results = empty_results()
    with progress(quiet) as bars:
        task = bars.add_task("bench", total=None, detail="")
        rooms = chosen(implementation)

        def show(done: int, total: int, what: str) -> None:
            bars.update(task, completed=done, total=total, detail=what)

        if concepts:
            results["concept_timing"] = concept_timing.concept_timing((), rooms, rounds, show)
        elif scaling:
            results["scaling"] = growth.scaling(scaling, rooms, rounds, show, threads=counts[0])
        else:
            names = [record.name for record in records]
            results["timing"] = timing.bench(names, rooms, counts, rounds, show)
    if json_file:
        write_json(json_file, results)
    if concepts:
        out.print(tables.concept_times(results["concept_timing"]))
    elif scaling:
        out.print(tables.scaled(results["scaling"]))
        out.print(tables.slopes(growth.slopes(results["scaling"])))
    else:
        out.print(tables.timings(results["timing"]))


def thread_counts(text: str) -> list[int]:
    """[1, 2] from "1,2"."""
    try:
        counts = [int(part) for part in text.split(",")]
    except ValueError:
        counts = [0]
    if any(count < 1 for count in counts):
        raise Trouble(f"--threads must be counts such as 1 or 1,2. Received: {text!r}", 2)
    return counts
