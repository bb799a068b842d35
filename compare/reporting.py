"""`threefold report`: everything a profile asks for, as units of work, and the page about it."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import methodcaller
from pathlib import Path
from typing import Any

from compare import concept_timing, defects, engine, rooms, timing, workloads
from compare.concept import ROOMS
from compare.datasets import DataMissing
from compare.equivalence import equivalence_rows
from compare.report import write_report
from compare.results import concept_rows
from compare.runner import check_units, empty_results
from compare.scaling import AXES
from compare.scaling import ROUNDS as SCALING_ROUNDS
from compare.store import Store
from compare.units import (
    Checks,
    ConceptTimes,
    Defaults,
    Defects,
    Exchange,
    Part,
    Race,
    Scaling,
    Train,
    Trajectory,
    data_of,
)
from compare.validation import corpus
from compare.workload import Prepared, Workload

Unit = Checks | Trajectory | Train | Exchange | Defaults | Defects | Race | Scaling | ConceptTimes
Show = Callable[[str, int, int, str], None]
EXCHANGED = "save_and_load"
"""The workload whose model goes from room to room as a file."""


@dataclass(frozen=True)
class Profile:
    """How much a report runs.

    Attributes:
        seeds: trainings of each workload in each room; all that it names where it is None.
        quick: the workloads' quick epochs and steps, on the embedded data unless a folder is
            given.
        rounds: of timing; an interval of 95% needs 6.
        threads: thread counts that are timed; small networks with the first of them alone.
        threaded: the workloads that are large enough for several threads.
        axes: along which times and memory are measured as the network grows.
        phases: of a step, each timed by itself, with the first number of threads.
        timed: the workloads that are timed; all of them where it is None.
        concept_rounds: of timing each concept by itself; none where it is 0.
        left_out: workloads that take too long for it.
        measured: whether the defaults and defects on record are measured again.
    """

    seeds: int | None
    quick: bool
    rounds: int
    threads: tuple[int, ...]
    phases: tuple[str, ...]
    timed: tuple[str, ...] | None = None
    threaded: tuple[str, ...] = (
        "mnist_mlp",
        "mnist_mlp_batch_128",
        "mnist_cnn",
        "imdb_lstm",
        "imdb_lstm_input_dropout",
    )
    axes: tuple[str, ...] = ()
    concept_rounds: int = 0
    left_out: tuple[str, ...] = ()
    measured: bool = True


PROFILES = {
    "quick": Profile(
        seeds=1,
        quick=True,
        rounds=6,
        threads=(1,),
        phases=(timing.WHOLE_STEP,),
        timed=("mnist_mlp",),
        left_out=(
            "mnist_mlp_batch_128",
            "mnist_cnn",
            "imdb_lstm",
            "imdb_lstm_input_dropout",
            "grid_search",
            "mnist_augmented",
            "mnist_plain",
            "regularization_l1",
            "regularization_batch_normalization",
            "transfer_learning_source",
        ),
        measured=False,
    ),
    "full": Profile(
        seeds=None,
        quick=False,
        rounds=6,
        threads=(1, 2),
        phases=timing.PHASES,
        timed=(
            "xor",
            "breast_cancer",
            "california_housing",
            "gan",
            "mnist_mlp",
            "mnist_mlp_batch_128",
            "mnist_cnn",
            "imdb_lstm",
            "imdb_lstm_input_dropout",
        ),
        axes=tuple(AXES),
        concept_rounds=concept_timing.ROUNDS,
    ),
}


def make_report(
    profile: str,
    output: Path,
    data_dir: str | None,
    download: bool,
    show: Show,
    resume: bool = False,
    means: engine.Means = engine.HERE,
) -> tuple[Path, dict[str, Any]]:
    """Run the profile and write the report. Returns (the page, results.json as a dict).

    Data is looked for before anything runs, so that a corrupt file ends the command at once.

    Arguments:
        resume: go on with what a stopped run of this profile has finished, where the code is the
            same; else begin anew. Finished units lie in `output` until the report is written.
        means: with what the units are run; what is timed is timed here, and alone.
    """
    chosen, began = PROFILES[profile], datetime.now(UTC)
    clock = time.perf_counter()
    prepared, absent = find_data(chosen.left_out, data_dir, download)
    records = [workloads.get(name) for name in prepared]
    store = Store(output / f".unfinished_{profile}")
    if not resume:
        store.clear()
    kept = Kept(show)
    shared = list(shared_units(records, prepared, data_dir, chosen))
    alone: list[Unit] = [
        Race(data_of(w, prepared[w.name], data_dir), ROOMS, threads, chosen.rounds, phases, fastest)
        for w in records
        if chosen.timed is None or w.name in chosen.timed
        for threads, phases, fastest in (
            (chosen.threads[0], chosen.phases, False),
            # The parts of a step, and the frameworks' plain modes, are told once, with one thread.
            *(
                (n, (timing.WHOLE_STEP,), True)
                for n in chosen.threads[1:]
                if w.name in chosen.threaded
            ),
        )
    ]
    if chosen.concept_rounds:
        alone.append(ConceptTimes(ROOMS, chosen.concept_rounds))
    alone += [Scaling(axis, data_dir, ROOMS, SCALING_ROUNDS) for axis in chosen.axes]
    kept.expect([*shared, *alone])

    def lost(unit: Unit, error: BaseException) -> Part:
        return unit.lost(error)

    parts = engine.run(shared, methodcaller("run"), lost, kept.tell, store, means)
    parts += engine.run(alone, methodcaller("run"), lost, kept.tell, store, engine.ALONE)
    results = empty_results() | {"concepts": concept_rows(), "curves": [], "confusion": {}}
    results |= {"data": [data_row(d) for d in prepared.values()], "skipped": absent}
    results["faults"] = corpus.table()["rows"]
    for part in parts:
        merge(results, part)
    results["equivalence"] = equivalence_rows(records, results["accuracy"])
    results["run"] = {
        "profile": profile,
        "started": began.isoformat(timespec="seconds"),
        "seconds": round(time.perf_counter() - clock, 1),
        "units": len(parts),
        "units_kept": kept.count,
    }
    page = write_report(results, output / began.strftime(f"%Y-%m-%d_%H%M%S_{profile}"))
    store.remove()
    return page, results


def shared_units(
    records: Sequence[Workload], prepared: dict[str, Prepared], folder: str | None, chosen: Profile
) -> Iterable[Unit]:
    """The units that may run side by side, the long ones first."""
    there = [room for room in ROOMS if not rooms.why_absent(room)]
    for workload in records:
        data = data_of(workload, prepared[workload.name], folder)
        epochs = workload.quick_epochs if chosen.quick else workload.epochs
        for seed in workload.seeds[: chosen.seeds]:
            yield from (Train(data, room, seed, epochs or workload.epochs) for room in there)
    for workload in records:
        steps = workload.quick_steps if chosen.quick else workload.trajectory_steps
        steps = steps or workload.trajectory_steps
        yield Trajectory(
            data_of(workload, prepared[workload.name], folder), steps, rounded=not chosen.quick
        )
    yield Defaults(chosen.measured)
    yield from (Defects(framework, chosen.measured) for framework in defects.FRAMEWORKS)
    if EXCHANGED in prepared:
        yield Exchange(data_of(workloads.get(EXCHANGED), prepared[EXCHANGED], folder))
    yield from (Checks(unit) for unit in check_units())


class Kept:
    """Counts the units of each phase as they end, and those that an earlier run had finished."""

    def __init__(self, show: Show) -> None:
        self.show = show
        self.total: Counter[str] = Counter()
        self.done: Counter[str] = Counter()
        self.count = 0

    def expect(self, units: Iterable[Unit]) -> None:
        """So many there will be."""
        self.total = Counter(unit.phase for unit in units)
        for phase, total in self.total.items():
            self.show(phase, 0, total, "")

    def tell(self, unit: Unit, kept: bool) -> None:
        """Another one ended."""
        self.done[unit.phase] += 1
        self.count += kept
        self.show(unit.phase, self.done[unit.phase], self.total[unit.phase], unit.label)


def merge(results: dict[str, Any], part: Part) -> None:
    """Add a unit's part: rows to rows, entries to entries."""
    for section, content in part.items():
        if isinstance(content, list):
            results.setdefault(section, []).extend(content)
        else:
            for name, entry in content.items():
                results[section].setdefault(name, {}).update(entry)


def find_data(
    left_out: tuple[str, ...], data_dir: str | None, download: bool
) -> tuple[dict[str, Prepared], list[dict[str, Any]]]:
    """(workload name -> its data, a row of `skipped` for each that is left out or has none)."""
    data: dict[str, Prepared] = {}
    absent = []
    for name, workload in workloads.workloads().items():
        message = "it takes minutes: in the full profile only" if name in left_out else ""
        try:
            if not message:
                data[name] = workloads.prepare(workload, data_dir, download)
        except DataMissing as error:
            message = f"data not found: {error}"
        if message:
            absent.append(
                {"workload": name, "left": "all three", "verdict": "skipped", "message": message}
            )
    return data, absent


def data_row(data: Prepared) -> dict[str, Any]:
    """Which data was used: name, size, hash, where it was found."""
    d = data.dataset
    return {
        "name": d.name,
        "rows": d.rows,
        "sha256": " ".join(f"{name}: {digest}" for name, digest in d.sha256.items()),
        "source": d.source,
        "description": d.description,
    }
