"""How the time and memory of a training step grow with batch, width, sequence, image and layers.

Each axis changes one size of a workload's network and keeps the rest. Along the axes of layers the
network is cut after each, so that what a layer adds to a step, forward and back, is seen. The
numbers fed are drawn at random, as only their shapes matter here; the values of all contenders are
still compared before their times are believed.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count, islice
from typing import Any

import numpy as np

from compare import scratch_room, timing, workloads
from compare.concept import ROOMS
from compare.timing import Entry, Race
from compare.timing_process import Contender, Worker, WorkerError, watch
from compare.workload import Arrays, Part, Spec, Workload, training_steps

Step = tuple[np.ndarray, np.ndarray, dict[str, Any]]
ROUNDS = 3
MODE = "fastest"


@dataclass(frozen=True)
class Axis:
    """What grows.

    Attributes:
        name: of the size that changes.
        workload: whose network it is.
        sizes: from small to large.
        spec: (the workload's spec, size) -> the network of that size.
        batch_size: size -> how many samples a step takes; the workload's own where it is None.
        layers: whether the size is a number of layers, through which no power law is fitted.
    """

    name: str
    workload: str
    sizes: tuple[int, ...]
    spec: Callable[[Spec, int], Spec] = lambda spec, size: spec
    batch_size: Callable[[int], int] | None = None
    layers: bool = False

    def sized(self, size: int) -> Workload:
        """The workload with this size."""
        record = workloads.get(self.workload)
        samples = self.batch_size(size) if self.batch_size else record.batch_size
        return replace(record, spec=self.spec(record.spec, size), batch_size=samples)


def wider(spec: Spec, size: int) -> Spec:
    """Every hidden dense layer of `size` units."""
    *hidden, last = spec.layers
    layers = [Part(p.name, {**p.arguments, "units": size}, p.key) for p in hidden]
    return replace(spec, layers=(*layers, last))


def longer(spec: Spec, size: int) -> Spec:
    """Sequences of `size` steps."""
    return replace(spec, input_shape=(size,))


def larger(spec: Spec, size: int) -> Spec:
    """Images of `size` by `size` pixels."""
    return replace(spec, input_shape=(size, size, *spec.input_shape[2:]))


def cut(spec: Spec, size: int) -> Spec:
    """The first `size` layers, whose output is to be near some numbers."""
    loss = Part("mean_squared_error", {})
    return replace(spec, layers=spec.layers[:size], loss=loss, output="linear")


def layers_of(name: str) -> Axis:
    """The axis along which the network of a workload is cut after each of its layers."""
    count = len(workloads.get(name).spec.layers)
    return Axis(f"{name}_layers", name, tuple(range(1, count + 1)), cut, layers=True)


AXES = {
    axis.name: axis
    for axis in (
        Axis("batch", "mnist_mlp", (1, 16, 128, 1024), batch_size=lambda size: size),
        Axis("width", "mnist_mlp", (32, 128, 512, 2048), wider, lambda size: 128),
        Axis("length", "imdb_lstm", (25, 100, 400, 800), longer),
        Axis("image", "mnist_cnn", (14, 28, 56, 112), larger, lambda size: 32),
        layers_of("mnist_mlp"),
        layers_of("mnist_cnn"),
        layers_of("imdb_lstm"),
    )
}


LAYERED = {name: axis.workload for name, axis in AXES.items() if axis.layers}
"""The axes of layers: their workloads."""


def drawn(axis: str, size: int, steps: int, seed: int) -> tuple[Workload, Arrays, list[Step]]:
    """(the workload, its initial weights, so many batches of random numbers)."""
    workload = AXES[axis].sized(size)
    spec, samples = workload.spec, workload.batch_size
    rng = np.random.default_rng(seed)
    shape = (samples, *spec.input_shape)
    words = spec.layers[0].arguments.get("input_dim")
    order = training_steps(spec, samples * steps, samples, 1, seed)
    found: list[Step] = []
    for _, _, masks in islice(order, steps):
        x = rng.integers(0, words, shape) if words else rng.random(shape)
        found.append((x, targets(workload, rng), masks))
    return workload, workload.initial_weights(seed), found


def targets(workload: Workload, rng: np.random.Generator) -> np.ndarray:
    """What a batch's outputs are to be: numbers, classes, or one of two."""
    spec, samples = workload.spec, workload.batch_size
    if spec.loss.name == "mean_squared_error":
        shape = samples, *spec.input_shape
        for layer in scratch_room.network_of(spec).layers:
            shape = layer.output_shape(shape)
        return rng.random(shape)
    y = rng.integers(0, max(workload.classes, 2), samples)
    return y if workload.classes > 2 else y.reshape(-1, 1).astype(float)


def scaling(
    axes: Iterable[str] = AXES,
    implementations: Iterable[str] = ROOMS,
    rounds: int = ROUNDS,
    progress: Callable[[int, int, str], None] = lambda *_: None,
    *,
    data_dir: str | None = None,
    start: Callable[..., Worker] = Worker,
    watch: timing.Watch = watch,
    threads: int = 1,
) -> list[dict[str, Any]]:
    """The rows of results.json's scaling: one an axis, size and implementation, each fastest.

    Scratch always takes part. A contender that fails at a size is out for the larger ones.

    Arguments:
        axes: their names.
        rounds: how many are kept of each size.
        progress: called with how much is done, how much there is, and what was done last.

    Raises ValueError for an unknown axis.
    """
    chosen = [known(name) for name in axes]
    asked = {"scratch", *implementations}
    total, done = sum(len(axis.sizes) for axis in chosen), count(1)
    rows: list[dict[str, Any]] = []
    for axis in chosen:
        contenders = [Contender(axis.workload, r, MODE, threads) for r in ROOMS if r in asked]
        with Race(
            contenders,
            lambda contender, cpus: start(contender, cpus, data_dir=data_dir),
            watch,
            lambda what: None,
        ) as race:
            race.slice_seconds = timing.SHORT_SLICE_SECONDS
            race.line_up()
            for size in axis.sizes:
                resize(race, axis.name, size)
                race.run(timing.WHOLE_STEP, rounds)
                race.weigh()
                about = {"axis": axis.name, "size": size}
                rows += [{**about, **row} for row in race.rows(timing.WHOLE_STEP)]
                progress(next(done), total, f"{axis.name} {size}")
    return rows


def known(name: str) -> Axis:
    """The axis called so. Raises ValueError."""
    if name not in AXES:
        raise ValueError(f"`axes` must be among {', '.join(AXES)}. Received: {name}")
    return AXES[name]


def resize(race: Race, axis: str, size: int) -> None:
    """Let everyone in the race build the network of this size, and check their values again."""
    for entry in race.running:
        forget(entry)
        try:
            entry.ask("resize", axis=axis, size=size)
            entry.values = entry.ask("values", steps=timing.CHECKED_STEPS)
        except WorkerError as error:
            entry.leave(error.verdict, str(error))
    race.check_values()


def forget(entry: Entry) -> None:
    """What was measured at another size is not this one's."""
    entry.turns, entry.extra, entry.verdict, entry.message = {}, {}, "", ""


def slope(sizes: Sequence[float], values: Sequence[float]) -> float:
    """The exponent k of value ~ size^k, by least squares on logarithms.

    >>> round(slope([1, 2, 4], [3, 12, 48]), 6)
    2.0
    """
    return float(np.polyfit(np.log(sizes), np.log(values), 1)[0])


def slopes(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row an axis and implementation: how steeply time grows, and from where it is faster.

    Both slopes are of the larger half of the sizes: `slope` that of the time, which is the flatter
    the more a step costs whatever its size, and `slope_above_least` that of the time above the
    least size's, which tells how the work itself grows. `overtakes` is the least size from which on
    the implementation takes less time than scratch.
    """
    found = []
    for axis, side in dict.fromkeys((row["axis"], row["implementation"]) for row in rows):
        if axis in LAYERED:
            continue
        own = [
            row
            for row in rows
            if (row["axis"], row["implementation"]) == (axis, side) and row.get("median_ms")
        ]
        if len(own) < 2:
            continue
        half = own[-max(2, (len(own) + 1) // 2) :]
        larger, times = ([row[key] for row in half] for key in ("size", "median_ms"))
        above = [time - own[0]["median_ms"] for time in times]
        faster = [row["size"] for row in own if (row.get("ratio_to_scratch") or 1) < 1]
        slower = [row["size"] for row in own if row["size"] not in faster]
        later = [size for size in faster if size > max(slower, default=0)]
        found.append(
            {
                "axis": axis,
                "implementation": side,
                "slope": slope(larger, times),
                "slope_above_least": slope(larger, above) if min(above) > 0 else None,
                "overtakes": min(later, default=None),
            }
        )
    return found


def by_layer(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row a cut: the last layer that is left, and each implementation's time of a step."""
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for row in rows:
        axis, size = row["axis"], row["size"]
        if axis in LAYERED:
            last = workloads.get(LAYERED[axis]).spec.layers[size - 1]
            one = found.setdefault((axis, size), {"after": f"{size}. {last.key}"})
            one[row["implementation"]] = row.get("median_ms")
    return list(found.values())
