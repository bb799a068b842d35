"""`threefold report`: everything a profile asks for, run in order, and the page about it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from compare import defects, rooms, timing, workloads
from compare.concept import ROOMS
from compare.datasets import DataMissing
from compare.equivalence import equivalence_rows
from compare.report import write_report
from compare.results import concept_rows, sections
from compare.runner import check_all, empty_results
from compare.training import Training, train
from compare.trajectory import compare_trajectories
from compare.workload import Prepared, Workload
from scratch.metrics import confusion_matrix

Show = Callable[[str, int, int, str], None]
POINTS = 200
"""A curve of more steps is thinned to so many."""


@dataclass(frozen=True)
class Profile:
    """How much a report runs.

    Attributes:
        seeds: trainings of each workload in each room; all that it names where it is None.
        quick: the workloads' quick epochs and steps, on the embedded data unless a folder is
            given.
        rounds: of timing.
        threads: thread counts that are timed.
        timed: the workloads that are timed; all of them where it is None.
        left_out: workloads that take too long for it.
    """

    seeds: int | None
    quick: bool
    rounds: int
    threads: tuple[int, ...]
    timed: tuple[str, ...] | None = None
    left_out: tuple[str, ...] = ()


QUICKLY_TIMED = ("xor", "breast_cancer", "mnist_mlp")
PROFILES = {
    "quick": Profile(
        seeds=1,
        quick=True,
        rounds=7,
        threads=(1,),
        timed=QUICKLY_TIMED,
        left_out=("mnist_cnn", "imdb_lstm"),
    ),
    "full": Profile(seeds=None, quick=False, rounds=31, threads=(1, 2)),
}


def make_report(
    profile: str, output: Path, data_dir: str | None, download: bool, show: Show
) -> tuple[Path, dict[str, Any]]:
    """Run the profile and write the report. Returns (the page, results.json as a dict).

    Data is looked for before anything runs, so that a corrupt file ends the command at once.
    """
    chosen, began = PROFILES[profile], datetime.now(UTC)
    clock = time.perf_counter()
    data, absent = find_data(chosen.left_out, data_dir, download)
    records = [workloads.get(name) for name in data]
    findings = check_all(progress=lambda *step: show("concepts", *step))
    results = empty_results() | sections(findings)
    results |= {"concepts": concept_rows(), "data": [data_row(d) for d in data.values()]}
    results |= {"curves": [], "confusion": {}}
    results["skipped"] += absent
    for done, workload in enumerate(records):
        show("trajectories", done, len(records), workload.name)
        steps = workload.quick_steps if chosen.quick else workload.trajectory_steps
        found = compare_trajectories(workload, data[workload.name], steps)
        results["trajectories"] += found.rows
        results["curves"] += thinned(found.curves)
    show("trajectories", len(records), len(records), "")
    train_all(records, data, chosen, results, show)
    results["equivalence"] = equivalence_rows(records, results["accuracy"])
    show("defects", 0, 1, "running their scripts")
    seen = defects.measured(defects.all())
    results["defects"] = [defects.row(d, seen.get(d)) for d in defects.all()]
    show("defects", 1, 1, "")
    results["timing"] = timing.bench(
        [w.name for w in records if chosen.timed is None or w.name in chosen.timed],
        list(ROOMS),
        list(chosen.threads),
        chosen.rounds,
        lambda *step: show("timing", *step),
        data_dir=data_dir,
    )
    results["run"] = {
        "profile": profile,
        "started": began.isoformat(timespec="seconds"),
        "seconds": round(time.perf_counter() - clock, 1),
    }
    folder = output / began.strftime(f"%Y-%m-%d_%H%M%S_{profile}")
    return write_report(results, folder), results


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


def train_all(
    records: list[Workload],
    data: dict[str, Prepared],
    profile: Profile,
    results: dict[str, Any],
    show: Show,
) -> None:
    """Train every workload in every room that is there, and keep what the page shows of it."""
    there = [room for room in ROOMS if not rooms.why_absent(room)]
    units = [
        (w, room, seed) for w in records for seed in w.seeds[: profile.seeds] for room in there
    ]
    for done, (workload, room, seed) in enumerate(units):
        show("training", done, len(units), f"{workload.name}, {room}, seed {seed}")
        prepared = data[workload.name]
        epochs = workload.quick_epochs if profile.quick else workload.epochs
        trained = train(workload, prepared, room, seed, epochs)
        results["accuracy"] += trained.accuracy_rows(prepared)
        results["curves"] += thinned(trained.history)
        if workload.classes and seed == 0:
            matrices = results["confusion"].setdefault(workload.name, {})
            matrices[room] = confusion(workload, prepared, trained)
    show("training", len(units), len(units), "")


def thinned(curves: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """About POINTS rows of each implementation, its last one among them."""
    kept = []
    for side in dict.fromkeys(row["implementation"] for row in curves):
        own = [row for row in curves if row["implementation"] == side]
        every = max(1, len(own) // POINTS)
        kept += own[::-1][::every][::-1]
    return kept


def confusion(workload: Workload, data: Prepared, trained: Training) -> list[list[int]]:
    """The confusion matrix on the test rows: a row for each true class."""
    if workload.spec.output == "softmax":
        said, truth = trained.prediction.argmax(axis=1), data.y_test
    else:
        said, truth = trained.prediction[:, 0] > 0.5, data.y_test[:, 0]
    found = confusion_matrix(truth.astype(np.int64), said.astype(np.int64), workload.classes)
    return found.astype(int).tolist()


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
