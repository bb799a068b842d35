"""What a report is made of: units that each leave a part of results.json, as plain JSON."""

from concurrent.futures import Executor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from compare import defaults, defects, timing, workloads
from compare.concept_timing import concept_timing
from compare.exchange import exchange
from compare.persistence import load_weights
from compare.results import sections
from compare.runner import CheckUnit
from compare.samples import samples
from compare.scaling import AXES, scaling
from compare.training import Steps, Training, train, unseen
from compare.trajectory import FUSED, compare_trajectories, not_run
from compare.workload import Prepared, Workload
from scratch.metrics import confusion_matrix

ROUNDED_STEPS = 200
"""So many steps are followed in float32 at most: by then it is seen where rounding leads."""
POINTS = 200
"""A curve of more steps is thinned to so many."""

Part = dict[str, Any]
"""Sections of results.json: lists of rows, and dicts where a section is no table."""


@dataclass(frozen=True)
class Data:
    """Which data: where it is looked for, and the digest of what was found there."""

    workload: str
    folder: str | None
    sha256: str

    @lru_cache(maxsize=1)  # noqa: B019 - of one workload: its units follow each other
    def load(self) -> tuple[Workload, Prepared]:
        """The workload and its data."""
        workload = workloads.get(self.workload)
        return workload, workloads.prepare(workload, self.folder)


def data_of(workload: Workload, prepared: Prepared, folder: str | None) -> Data:
    """Which data the workload's units are to read."""
    return Data(workload.name, folder, " ".join(sorted(prepared.dataset.sha256.values())))


@dataclass(frozen=True)
class Checks:
    """Some cases of one concept, compared."""

    cases: CheckUnit
    phase = "concepts"

    @property
    def label(self) -> str:
        """What is shown of it."""
        return self.cases.concept

    def run(self) -> Part:
        """Rows of agreement, oracle and skipped."""
        return sections(self.cases.findings())

    def lost(self, error: BaseException) -> Part:
        """Rows that say why there are none."""
        return sections(self.cases.lost(error))


@dataclass(frozen=True)
class Trajectory:
    """A workload's first steps in every room, held together; if `rounded`, in float32 as well."""

    data: Data
    steps: int
    rounded: bool
    phase = "trajectories"

    @property
    def label(self) -> str:
        """What is shown of it."""
        return self.data.workload

    def run(self) -> Part:
        """Rows of trajectories, scratch's fused path against its plain one among them, and curves.

        In float32 only the divergence is kept: nothing there must agree to the last digit.
        """
        workload, data = self.data.load()
        found = compare_trajectories(workload, data, self.steps)
        rows, divergence = found.rows, found.divergence
        if not workload.search:
            pair = ("scratch", FUSED)
            rows += compare_trajectories(workload, data, self.steps, only=pair).rows
        if self.rounded and not workload.search:
            steps = min(self.steps, ROUNDED_STEPS)
            rounded = compare_trajectories(workload, data, steps, dtype="float32")
            divergence += rounded.divergence
        return {
            "trajectories": rows,
            "curves": thinned(found.curves),
            "divergence": thinned(divergence, "left", "right", "dtype"),
        }

    def lost(self, error: BaseException) -> Part:
        """A row that says why there is none."""
        workload = workloads.get(self.data.workload)
        return {"trajectories": [not_run(workload, "*", "float64", "failed", words(error))]}


@dataclass(frozen=True)
class Train:
    """A full training of one workload in one room from one seed.

    Attributes:
        epochs: the workload's own where it is None.
        start: a file with the weights to start from, or None.
    """

    data: Data
    room: str
    seed: int
    epochs: int | None
    dtype: str = "float32"
    start: Path | None = None
    phase = "training"

    @property
    def label(self) -> str:
        """What is shown of it."""
        return f"{self.data.workload}, {self.room}, seed {self.seed}"

    def training(self, progress: Steps = unseen, executor: Executor | None = None) -> Training:
        """What the training leaves; a workload's search is done by the `executor`, if given."""
        workload, data = self.data.load()
        weights = load_weights(self.start, workload) if self.start else None
        return train(
            workload,
            data,
            self.room,
            self.seed,
            self.epochs,
            self.dtype,
            weights,
            progress,
            executor,
        )

    def run(self) -> Part:
        """Rows of accuracy, the curves, and the first seed's confusion matrix."""
        workload, data = self.data.load()
        trained = self.training()
        found: Part = {
            "accuracy": trained.accuracy_rows(data),
            "curves": thinned(trained.history),
        }
        if workload.classes and self.seed == 0:
            matrix = confusion(workload, data, trained)
            found["confusion"] = {workload.name: {self.room: matrix}}
        if self.seed == 0:
            found["samples"] = samples(workload, data, trained)
        return found

    def lost(self, error: BaseException) -> Part:
        """A row that says why there is none."""
        return failed(self.data.workload, self.room, f"training, seed {self.seed}", error)


@dataclass(frozen=True)
class Exchange:
    """A workload's model saved by each room, and loaded by the others."""

    data: Data
    phase = "files"

    @property
    def label(self) -> str:
        """What is shown of it."""
        return self.data.workload

    def run(self) -> Part:
        """Rows of agreement."""
        return sections(exchange(*self.data.load()))

    def lost(self, error: BaseException) -> Part:
        """A row that says why there are none."""
        return failed(self.data.workload, "*", "saving and loading", error)


@dataclass(frozen=True)
class Defects:
    """One framework's defects; where they are measured, its scripts show them again."""

    framework: str
    measured: bool
    phase = "defects"

    @property
    def label(self) -> str:
        """What is shown of it."""
        return self.framework

    def run(self) -> Part:
        """Rows of defects."""
        own = [d for d in defects.all() if d.framework == self.framework]
        seen = defects.measured(own) if self.measured else {}
        return {"defects": [defects.row(d, seen.get(d)) for d in own]}

    def lost(self, error: BaseException) -> Part:
        """The records alone, and a row that says why nothing was measured."""
        own = [d for d in defects.all() if d.framework == self.framework]
        lost = failed("defects", self.framework, "the defects' scripts", error)
        return lost | {"defects": [defects.row(d) for d in own]}


@dataclass(frozen=True)
class Defaults:
    """The defaults in which the frameworks differ; where they are measured, in both."""

    measured: bool
    phase = "defaults"
    label = "differing defaults"

    def run(self) -> Part:
        """Rows of defaults."""
        seen = defaults.measured(defaults.rows()) if self.measured else {}
        return {"defaults": [defaults.row(d, seen.get(d.name)) for d in defaults.rows()]}

    def lost(self, error: BaseException) -> Part:
        """The records alone, and a row that says why nothing was measured."""
        lost = failed("the differing defaults", "*", "measuring", error)
        return lost | {"defaults": [defaults.row(d) for d in defaults.rows()]}


@dataclass(frozen=True)
class Race:
    """A workload's timing; it runs alone.

    Attributes:
        fastest: whether the frameworks' fastest modes alone take part.
    """

    data: Data
    rooms: tuple[str, ...]
    threads: int
    rounds: int
    phases: tuple[str, ...]
    fastest: bool
    phase = "timing"

    @property
    def label(self) -> str:
        """What is shown of it."""
        return f"{self.data.workload}, {self.threads} thread{'s' * (self.threads > 1)}"

    def run(self) -> Part:
        """Rows of timing."""
        return {
            "timing": timing.bench(
                [self.data.workload],
                self.rooms,
                [self.threads],
                self.rounds,
                data_dir=self.data.folder,
                modes=timing.FASTEST if self.fastest else timing.MODES,
                phases=self.phases,
            )
        }

    def lost(self, error: BaseException) -> Part:
        """A row that says why there are none."""
        return failed(self.data.workload, "*", "timing", error)


@dataclass(frozen=True)
class Scaling:
    """How times and memory grow along one axis; it runs alone."""

    axis: str
    folder: str | None
    rooms: tuple[str, ...]
    rounds: int
    phase = "scaling"

    @property
    def label(self) -> str:
        """What is shown of it."""
        return self.axis

    def run(self) -> Part:
        """Rows of scaling."""
        return {"scaling": scaling([self.axis], self.rooms, self.rounds, data_dir=self.folder)}

    def lost(self, error: BaseException) -> Part:
        """A row that says why there are none."""
        return failed(AXES[self.axis].workload, "*", f"scaling with the {self.axis}", error)


@dataclass(frozen=True)
class ConceptTimes:
    """How long every concept takes in each room; it runs alone."""

    rooms: tuple[str, ...]
    rounds: int
    phase = "concept times"
    label = "every concept"

    def run(self) -> Part:
        """Rows of concept_timing."""
        return {"concept_timing": concept_timing((), self.rooms, self.rounds)}

    def lost(self, error: BaseException) -> Part:
        """A row that says why there are none."""
        return failed("the concepts' times", "*", "timing", error)


def failed(workload: str, side: str, what: str, error: BaseException) -> Part:
    """A row that says of what, and why, nothing is left."""
    row = {"workload": workload, "left": side, "verdict": "failed"}
    return {"skipped": [row | {"message": f"{what}: {words(error)}"}]}


def words(error: BaseException) -> str:
    """What went wrong, in a line."""
    return f"{type(error).__name__}: {error}"


def thinned(curves: list[dict[str, Any]], *keys: str) -> list[dict[str, Any]]:
    """About POINTS rows of each curve, its last one among them; `keys` tell curves apart."""
    kept: list[dict[str, Any]] = []
    grouped: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in curves:
        about = tuple(row[key] for key in keys or ("implementation",))
        grouped.setdefault(about, []).append(row)
    for own in grouped.values():
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
