"""The command line: `threefold list | check | train | bench | report | doctor | defects`.

Exit codes: 0 all agree; 1 a disagreement was found; 2 wrong usage or unreadable input;
3 something needed is not there. No command shows a traceback; THREEFOLD_DEBUG=1 does.
"""

import os
import sys
from enum import StrEnum
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from compare.console import err, out, progress

if TYPE_CHECKING:
    from compare.engine import Means
    from compare.training import Training
    from compare.units import Train

app = typer.Typer(
    add_completion=False,
    rich_markup_mode="rich",
    help="Neural networks, written three times: NumPy from scratch, PyTorch, Keras, and the "
    "proof that they agree.",
)


class Dtype(StrEnum):
    """What to compute in."""

    float64 = "float64"
    float32 = "float32"


class Implementation(StrEnum):
    """Whose code runs."""

    scratch = "scratch"
    pytorch = "pytorch"
    keras = "keras"


class WeightsWay(StrEnum):
    """Whose weights a comparison of two models uses."""

    left_to_right = "left-to-right"
    right_to_left = "right-to-left"
    as_is = "as-is"


class Profile(StrEnum):
    """How much a report runs."""

    quick = "quick"
    full = "full"


class Section(StrEnum):
    """What of two runs is compared."""

    agreement = "agreement"
    accuracy = "accuracy"
    speed = "speed"


INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it."""

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


@app.command("list")
def list_(json_file: JsonFile = None) -> None:
    """Show every concept, its three implementations, and the workloads."""
    from rich.table import Table

    from compare import catalog, workloads
    from compare.concept import ROOMS
    from compare.files import write_json
    from compare.rooms import present

    absent = present()
    table = Table("concept", "what", "family", "cases", *ROOMS, box=None, pad_edge=False)
    rows: list[dict[str, Any]] = []
    for concept in catalog.concepts().values():
        there = {room: absent[room] or "yes" for room in ROOMS}
        rows.append(
            {
                "concept": concept.name,
                "family": concept.family,
                "title": concept.title,
                "cases": len(concept.cases),
                **there,
            }
        )
        signs = ["✓" if there[room] == "yes" else there[room] for room in ROOMS]
        table.add_row(concept.name, concept.title, concept.family, str(len(concept.cases)), *signs)
    out.print(table)
    examples = Table("workload", "what", "data", box=None, pad_edge=False)
    for workload in workloads.workloads().values():
        examples.add_row(workload.name, workload.title, " or ".join(workload.datasets))
    out.print()
    out.print(examples)
    if json_file:
        write_json(checked_output(json_file), {"concepts": rows})


@app.command()
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


@app.command()
def train(
    workload: Annotated[
        str, typer.Argument(help="A workload that `threefold list` shows, or regularization.")
    ],
    implementation: Rooms = None,
    seeds: Annotated[int, typer.Option(help="How many trainings of each.")] = 1,
    epochs: Annotated[int | None, typer.Option(help="The workload's own unless given.")] = None,
    dtype: Annotated[Dtype, typer.Option(help="What to compute in.")] = Dtype.float32,
    save: Annotated[
        Path | None,
        typer.Option(
            help="Write the first training's weights: .safetensors, .pt, .keras or .weights.h5."
        ),
    ] = None,
    load: Annotated[
        Path | None, typer.Option(help="Start from the weights in such a file, whoever wrote it.")
    ] = None,
    processes: Annotated[
        int, typer.Option(help="So many trainings side by side, each with one thread.")
    ] = 1,
    scheduler: Scheduler = None,
    data_dir: DataDir = None,
    download: Download = False,
    json_file: JsonFile = None,
    quiet: Quiet = False,
) -> None:
    """Train a workload in each implementation, from the same weights on the same batches."""
    from compare import persistence, tables, workloads
    from compare.engine import Means
    from compare.files import write_json
    from compare.rooms import present
    from compare.runner import empty_results
    from compare.units import Train, data_of

    records = workloads.variants(workload)
    if len(records) > 1 and (save or load):
        raise Trouble(f"--save and --load need a single workload. Received: {workload}", 2)
    at_least("--seeds", seeds, 1)
    at_least("--epochs", epochs, 1)
    at_least("--processes", processes, 1)
    for file in filter(None, (json_file, save)):
        checked_output(file)
    if save:
        persistence.room_of(save, records[0])
    if load:
        persistence.load_weights(load, records[0])  # Said now, not when the trainings begin.
    data = {r.name: workloads.prepare(r, checked_data(data_dir), download) for r in records}
    results = empty_results()
    absent = present()
    rooms = {room: absent[room] for room in chosen(implementation)}
    for room, why in rooms.items():
        if why:
            err.print(f"{room}: skipped: {why}", highlight=False)
    results["skipped"] += [
        {"workload": workload, "left": room, "verdict": "skipped", "message": why}
        for room, why in rooms.items()
        if why
    ]
    units = [
        Train(data_of(record, data[record.name], data_dir), room, seed, epochs, dtype.value, load)
        for room, why in rooms.items()
        for record, seed in product(records, range(seeds))
        if not why
    ]
    if not units:
        raise Trouble("None of the implementations that were asked for is installed.", 3)
    trained, lost = trainings(units, Means(processes=processes, scheduler=scheduler), quiet)
    for training in trained:
        results["accuracy"] += training.accuracy_rows(data[training.workload])
    for unit, error in lost:
        message = f"failed to run: {type(error).__name__}: {error}"
        err.print(f"{unit.label}: {message}", highlight=False, markup=False)
        about = {"workload": unit.data.workload, "left": unit.room, "verdict": "failed"}
        results["skipped"].append({**about, "message": f"seed {unit.seed}: {message}"})
    if save and trained:
        persistence.save_weights(save, records[0], trained[0].weights)
    if json_file:
        write_json(json_file, results)
    for record in records:
        found = data[record.name].dataset
        out.print(f"{record.title}, on {found.name} ({found.source})")
    if trained:
        out.print(tables.trainings(trained))
    raise typer.Exit(1 if lost else 0)


def trainings(
    units: list["Train"], means: "Means", quiet: bool
) -> tuple[list["Training"], list[tuple["Train", BaseException]]]:
    """What the units' trainings leave, and what went wrong with the others.

    Here and one after the other, each shows its steps; else the trainings are counted. What a
    search tries is shared out in place of the trainings themselves.
    """
    from compare import engine, workloads
    from compare.units import Train

    lost: list[tuple[Train, BaseException]] = []
    alone = means.processes == 1 and not means.scheduler
    searching = bool(workloads.get(units[0].data.workload).search)
    with progress(quiet) as bars:

        def watched(unit: Train) -> Any:
            task = bars.add_task(unit.label, total=None, detail="")

            def show(done: int, total: int, loss: float | None = None) -> None:
                detail = "" if loss is None else f"loss {loss:.4f}"
                bars.update(task, completed=done, total=total, detail=detail)

            return unit.training(show, None if alone else engine.Shared(means, show))

        def told(unit: Train, _: bool) -> None:
            if task is not None:
                bars.update(task, advance=1, detail=unit.label)

        def failed(unit: Train, error: BaseException) -> None:
            lost.append((unit, error))

        if alone or searching:
            task = None
            found = engine.run(units, watched, failed, told, means=engine.ALONE)
        else:
            task = bars.add_task("trainings", total=len(units), detail="")
            found = engine.run(units, Train.training, failed, told, means=means)
    return [training for training in found if training is not None], lost


@app.command()
def bench(
    workload: Annotated[
        list[str] | None, typer.Argument(help="Workloads; all without any.")
    ] = None,
    threads: Annotated[str, typer.Option(help="Thread counts, as 1,2.")] = "1",
    rounds: Annotated[int, typer.Option(help="Interleaved rounds, 3 at least.")] = 15,
    scaling: Annotated[
        list[str] | None,
        typer.Option(help="Along batch, width, length or image instead; may be repeated."),
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


@app.command()
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


@app.command()
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


@app.command("compare-runs")
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


@app.command()
def validate(
    target: Annotated[
        str | None, typer.Argument(metavar="FILE.py:OBJECT[,OBJECT]", help="What to judge.")
    ] = None,
    like: Annotated[
        str | None, typer.Option(help="The concept it should be; `list` shows them all.")
    ] = None,
    make: Annotated[str | None, typer.Option(help="An expression that builds an instance.")] = None,
    params: Annotated[
        str | None, typer.Option(help="Where its weights are: kernel=W,bias=b.")
    ] = None,
    grads: Annotated[
        str | None, typer.Option(help="Where their gradients are: kernel=dW,bias=db.")
    ] = None,
    everyone: Annotated[
        bool, typer.Option("--all", help="Also check the concept itself in both frameworks.")
    ] = False,
    seconds: Annotated[float, typer.Option(help="The time limit.")] = 60,
    json_file: JsonFile = None,
    quiet: Quiet = False,
) -> None:
    """Say whether your own layer, loss or optimizer is right, and if not, what is wrong."""
    from compare.files import write_json
    from compare.validation import command

    if like == "list":
        out.print("\n".join(command.listed()), highlight=False)
        raise typer.Exit(0)
    if target is None:
        raise Trouble("FILE.py:OBJECT must name what to judge. Received: nothing", 2)
    if json_file:
        checked_output(json_file)
    try:
        found = command.run(target, like, make, params, grads, everyone, seconds)
    except command.PROBLEMS as error:
        raise Trouble(command.words(error), 2) from error
    if json_file:
        write_json(json_file, found.row())
    command.show(found, quiet)
    raise typer.Exit({"right": 0, "wrong": 1}.get(found.verdict, 2))


@app.command()
def diff(
    left: Annotated[str, typer.Argument(metavar="LEFT", help="FILE.py:factory, or FILE.keras.")],
    right: Annotated[str, typer.Argument(metavar="RIGHT", help="The other model.")],
    input_shape: Annotated[
        str | None, typer.Option(help="One sample, channels last: 28,28,1.")
    ] = None,
    input_file: Annotated[
        Path | None, typer.Option("--input", help="A .npz file with the inputs.")
    ] = None,
    weights: Annotated[
        WeightsWay, typer.Option(help="Whose weights both get.")
    ] = WeightsWay.left_to_right,
    loss: Annotated[str | None, typer.Option(help="A loss for both, such as mse.")] = None,
    steps: Annotated[int, typer.Option(help="So many training steps.")] = 3,
    optimizer: Annotated[
        str | None, typer.Option(help="An optimizer for both: sgd, adam or adamw, as sgd:0.1.")
    ] = None,
    train: Annotated[
        bool | None, typer.Option("--train/--eval", help="Only this mode; both without.")
    ] = None,
    static: Annotated[
        bool, typer.Option("--static", help="Only what the settings tell; nothing is run.")
    ] = False,
    seconds: Annotated[float, typer.Option(help="The time limit.")] = 300,
    json_file: JsonFile = None,
    quiet: Quiet = False,
) -> None:
    """Say where two models part, layer by layer, forward, backward and in training, and why."""
    from compare.files import write_json
    from compare.parity import command

    at_least("--steps", steps, 1)
    if json_file:
        checked_output(json_file)
    if static:
        show_static(left, right, seconds, json_file)
    options = {
        "input_shape": input_shape,
        "input": str(input_file) if input_file else None,
        "weights": weights.value,
        "loss": loss,
        "steps": steps,
        "optimizer": optimizer,
        "modes": [False, True] if train is None else [train],
    }
    try:
        found = command.run(left, right, options, seconds)
    except command.PROBLEMS as error:
        raise Trouble(str(error), 2) from error
    if json_file:
        write_json(json_file, found)
    command.show(found, quiet)
    raise typer.Exit(0 if found["verdict"] == "agree" else 1)


def show_static(left: str, right: str, seconds: float, json_file: Path | None) -> NoReturn:
    """What will differ between two models before anything runs; 1 where a setting does."""
    from compare import tables
    from compare.defaults.targets import differences
    from compare.files import write_json
    from compare.parity.command import PROBLEMS

    try:
        found = differences(left, right, seconds)
    except PROBLEMS as error:
        raise Trouble(str(error), 2) from error
    if json_file:
        write_json(json_file, {"differences": found})
    out.print(tables.static_differences(found))
    raise typer.Exit(1 if any(one["configured"] for one in found) else 0)


@app.command()
def transfer(
    left: Annotated[str, typer.Argument(metavar="LEFT", help="Whose weights: FILE.py:factory.")],
    right: Annotated[str, typer.Argument(metavar="RIGHT", help="The model that gets them.")],
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            help="For PyTorch .pt or .safetensors, for Keras .weights.h5, .keras or .safetensors.",
        ),
    ],
    input_shape: Annotated[
        str | None, typer.Option(help="One sample, channels last: 28,28,1.")
    ] = None,
    reorder: Annotated[
        bool, typer.Option(help="Permute a dense kernel behind Flatten for the other order.")
    ] = False,
    dtype: Annotated[Dtype, typer.Option(help="What the file holds.")] = Dtype.float32,
    seconds: Annotated[float, typer.Option(help="The time limit.")] = 300,
    json_file: JsonFile = None,
) -> None:
    """Write one model's weights as the other's, and check them by reading them back."""
    from compare.files import write_json
    from compare.parity import command

    if json_file:
        checked_output(json_file)
    options = {"input_shape": input_shape}
    try:
        found = command.transfer(left, right, str(output), reorder, dtype.value, options, seconds)
    except command.PROBLEMS as error:
        raise Trouble(str(error), 2) from error
    if json_file:
        write_json(json_file, found)
    command.show_transfer(found)
    raise typer.Exit(1 if found["left_over"] or found["round_trip"] > 0 else 0)


@app.command()
def doctor(data_dir: DataDir = None, json_file: JsonFile = None) -> None:
    """Say what is installed, what is missing, and how to mend it."""
    from compare import tables
    from compare.doctor import diagnose
    from compare.files import write_json

    checks = diagnose(data_dir)
    if json_file:
        write_json(checked_output(json_file), {"checks": [vars(c) for c in checks]})
    out.print(tables.diagnosis(checks))
    raise typer.Exit(3 if any(c.state == "broken" for c in checks) else 0)


@app.command()
def defects(
    name: Annotated[str | None, typer.Argument(help="All of one; else a list of all.")] = None,
    measure: Annotated[
        bool, typer.Option("--measure", help="See which the installed versions still have.")
    ] = False,
    json_file: JsonFile = None,
) -> None:
    """Show where the released frameworks are wrong themselves, and the way round."""
    from compare import defects as known
    from compare import tables
    from compare.files import write_json

    records = known.all() if name is None else known.named(name)
    if json_file:
        checked_output(json_file)
    seen = known.measured(records) if measure else {}
    if measure and not seen:
        raise Trouble("None of the frameworks that were asked about is installed.", 3)
    if json_file:
        write_json(json_file, {"defects": [known.row(d, seen.get(d)) for d in records]})
    if name:
        tables.show_defects(records)
    if measure or not name:
        out.print(tables.defects(records, seen))
    raise typer.Exit(1 if any(d.state(found) != "there" for d, found in seen.items()) else 0)


@app.command()
def defaults(
    subject: Annotated[
        str | None, typer.Argument(help="A layer, loss, optimizer or row; else all of them.")
    ] = None,
    measure: Annotated[
        bool, typer.Option("--measure", help="See what the installed versions really do.")
    ] = False,
    json_file: JsonFile = None,
) -> None:
    """Show the defaults in which PyTorch and Keras differ, and how to align them."""
    from compare import defaults as known
    from compare import tables
    from compare.files import write_json

    rows = known.rows() if subject is None else known.about(subject)
    if json_file:
        checked_output(json_file)
    seen = known.measured(rows) if measure else {}
    if measure and not seen:
        raise Trouble("None of the frameworks is installed, so nothing can be measured.", 3)
    if json_file:
        write_json(json_file, {"defaults": [known.row(r, seen.get(r.name)) for r in rows]})
    if subject:
        tables.show_defaults(rows)
    if measure or not subject:
        out.print(tables.defaults(rows, seen))
    raise typer.Exit(1 if any(seen[r.name].troubles(r) for r in rows if r.name in seen) else 0)


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


def thread_counts(text: str) -> list[int]:
    """[1, 2] from "1,2"."""
    try:
        counts = [int(part) for part in text.split(",")]
    except ValueError:
        counts = [0]
    if any(count < 1 for count in counts):
        raise Trouble(f"--threads must be counts such as 1 or 1,2. Received: {text!r}", 2)
    return counts


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
