"""`threefold train`: a workload, from the same weights on the same batches."""

from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from compare.cli.asked import (
    DataDir,
    Download,
    Dtype,
    JsonFile,
    Quiet,
    Rooms,
    Scheduler,
    Trouble,
    at_least,
    checked_data,
    checked_output,
    chosen,
)
from compare.console import err, out, progress

if TYPE_CHECKING:
    from compare.engine import Means
    from compare.training import Training
    from compare.units import Train


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
