"""`threefold check`: every concept, in every implementation."""

from typing import Annotated

import typer

from compare.cli.asked import (
    Dtype,
    JsonFile,
    Quiet,
    Rooms,
    Scheduler,
    at_least,
    checked_output,
    chosen,
)
from compare.console import out, progress


def check(
    concepts: Annotated[list[str] | None, typer.Argument(help="Concepts; all without any.")] = None,
    dtype: Annotated[list[Dtype] | None, typer.Option(help="Only this; may be repeated.")] = None,
    implementation: Rooms = None,
    random: Annotated[
        int | None, typer.Option(help="So many random cases in place of the concepts' own.")
    ] = None,
    seed: Annotated[int, typer.Option(help="What random cases are drawn from.")] = 0,
    scheduler: Scheduler = None,
    json_file: JsonFile = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show every row.")] = False,
    quiet: Quiet = False,
) -> None:
    """Compare every concept: three implementations and the witness, float64 and float32."""
    from compare import tables
    from compare.check import DTYPES
    from compare.engine import Means
    from compare.files import write_json
    from compare.random_cases import check_random
    from compare.results import sections
    from compare.runner import check_all, empty_results, exit_code

    at_least("--random", random, 1)
    if json_file:
        checked_output(json_file)
    tried = []
    means = Means(scheduler=scheduler)
    with progress(quiet) as bars:
        task = bars.add_task("check", total=None, detail="")
        asked = (
            concepts or (),
            [d.value for d in dtype] if dtype else DTYPES,
            chosen(implementation),
            lambda done, total, what: bars.update(task, completed=done, total=total, detail=what),
        )
        if random is None:
            findings = check_all(*asked, means)
        else:
            tried = check_random(random, seed, *asked, means)
            findings = [f for one in tried for found in one.cases.values() for f in found]
    results = empty_results() | sections(findings)
    if json_file:
        write_json(json_file, results)
    if not quiet:
        out.print(tables.every_row(findings) if verbose else tables.by_concept(findings))
    tables.show_trouble(findings)
    for one in tried:
        if one.script:
            out.print(f"\nThe smallest wrong case of {one.concept}, to paste:\n")
            print(one.script)  # noqa: T201 - as it is: no wrapping, no markup
    if random:
        cases = sum(len(one.cases) for one in tried)
        out.print(f"{cases:,} random cases of {len(tried)} concepts, seed {seed}.")
    out.print(tables.verdict_sentence(findings))
    raise typer.Exit(exit_code(results))
