"""Trajectories: the same weights, batches and dropout masks, and every step compared.

In float64 the networks of all rooms must stay together: weights and losses within 1e-12.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import combinations, islice
from types import MappingProxyType
from typing import Any

import numpy as np

from compare import rooms
from compare.concept import ROOMS
from compare.workload import Arrays, Prepared, Workload, training_steps

TOLERANCE = 1e-12
FUSED = "scratch, fused"
"""The name of a contender that is scratch in its fastest mode, beside the plain one."""
Progress = Callable[[int, int], None]


@dataclass
class Pair:
    """How far two implementations have come apart, step by step."""

    left: str
    right: str
    weight_difference: list[float] = field(default_factory=list)
    loss_difference: list[float] = field(default_factory=list)

    def first_divergent_step(self, tolerance: float) -> int | None:
        """The first step, from 1, at which weights or losses are not within `tolerance`."""
        for step, (w, loss) in enumerate(
            zip(self.weight_difference, self.loss_difference, strict=True), start=1
        ):
            if not (w <= tolerance and loss <= tolerance):
                return step
        return None

    def row(self, workload: str, dtype: str, tolerance: float) -> dict[str, Any]:
        """The pair as a flat record of results.json."""
        first = self.first_divergent_step(tolerance)
        return {
            "workload": workload,
            "left": self.left,
            "right": self.right,
            "dtype": dtype,
            "steps": len(self.weight_difference),
            "max_weight_difference": largest(self.weight_difference),
            "max_loss_difference": largest(self.loss_difference),
            "first_divergent_step": first,
            "tolerance": tolerance,
            "verdict": "agree" if first is None and self.weight_difference else "disagree",
            "message": "",
        }

    def steps(self, workload: str, dtype: str) -> list[dict[str, Any]]:
        """A record for each step."""
        about = {"workload": workload, "left": self.left, "right": self.right, "dtype": dtype}
        apart = zip(self.weight_difference, self.loss_difference, strict=True)
        return [
            {**about, "step": step, "weight_difference": w, "loss_difference": loss}
            for step, (w, loss) in enumerate(apart, start=1)
        ]


def largest(values: list[float]) -> float:
    """The greatest value; NaN if there is one, since a NaN is never small."""
    return float(np.max(values)) if values else float("nan")


@dataclass
class Trajectories:
    """What a comparison of whole training runs leaves.

    Attributes:
        rows: one record a pair, and one for each room that took no part.
        curves: one record a step and room: the loss.
        divergence: one record a step and pair: how far weights and losses are apart.
    """

    rows: list[dict[str, Any]]
    curves: list[dict[str, Any]]
    divergence: list[dict[str, Any]]


def compare_trajectories(
    workload: Workload,
    data: Prepared,
    steps: int | None = None,
    seed: int = 0,
    dtype: str = "float64",
    only: tuple[str, ...] = ROOMS,
    progress: Progress = lambda done, total: None,
    modes: Mapping[str, str] = MappingProxyType({}),
) -> Trajectories:
    """Train every room's network side by side and compare after every step.

    Arguments:
        only: the rooms that take part; FUSED may be one of them.
        modes: room -> the mode that is used where that is not its Trainer's own choice.
    """
    steps = steps or workload.trajectory_steps
    if workload.search:
        epochs = -(-steps // -(-workload.rows(data) // workload.batch_size))
        return workload.search.compare(workload, data, epochs, seed, dtype, only)
    weights = workload.initial_weights(seed, data)
    trainers, absent = start(workload, weights, dtype, only, modes)
    pairs = [Pair(left, right) for left, right in combinations(trainers, 2)]
    curves: list[dict[str, Any]] = []
    failed: dict[str, str] = {}
    x, y = data.x_train.astype(dtype), as_targets(data.y_train, dtype)
    rows = workload.rows(data)
    per_epoch = -(-rows // workload.batch_size)
    order = training_steps(workload.spec, rows, workload.batch_size, -(-steps // per_epoch), seed)
    for step, (_, batch, masks) in enumerate(islice(order, steps), start=1):
        losses: dict[str, float] = {}
        for room in [r for r in trainers if r not in failed]:
            try:
                losses[room] = trainers[room].step(x[batch], y[batch], masks)
            except Exception as error:  # noqa: BLE001 - whatever a room raises is a row
                failed[room] = f"step {step}: {type(error).__name__}: {error}"
        states = {room: trainers[room].weights() for room in losses}
        for pair in pairs:
            if pair.left in losses and pair.right in losses:
                pair.loss_difference.append(abs(losses[pair.left] - losses[pair.right]))
                pair.weight_difference.append(distance(states[pair.left], states[pair.right]))
        curves += [
            {"workload": workload.name, "implementation": room, "step": step, "loss": loss}
            for room, loss in losses.items()
        ]
        progress(step, steps)
    whole = [pair for pair in pairs if pair.left not in failed and pair.right not in failed]
    found = [pair.row(workload.name, dtype, TOLERANCE) for pair in whole]
    divergence = [row for pair in whole for row in pair.steps(workload.name, dtype)]
    found += [not_run(workload, room, dtype, "skipped", why) for room, why in absent.items()]
    found += [not_run(workload, room, dtype, "failed", why) for room, why in failed.items()]
    return Trajectories(found, curves, divergence)


def start(
    workload: Workload,
    weights: Arrays,
    dtype: str,
    only: tuple[str, ...],
    modes: Mapping[str, str],
) -> tuple[dict[str, Any], dict[str, str]]:
    """(room -> Trainer, room -> why it takes no part)."""
    trainers: dict[str, Any] = {}
    absent: dict[str, str] = {}
    for room in only:
        make = rooms.trainer("scratch" if room == FUSED else room, workload.spec.kind)
        if isinstance(make, str):
            absent[room] = make
        else:
            chosen = {FUSED: "fastest", **modes}.get(room)
            mode = {"mode": chosen} if chosen else {}
            trainers[room] = make(workload.spec, weights, dtype, **mode)
    return trainers, absent


def as_targets(y: np.ndarray, dtype: str) -> np.ndarray:
    """Class numbers stay integers; everything else is in the dtype of the run."""
    return y if y.dtype.kind in "iu" else y.astype(dtype)


def distance(a: Arrays, b: Arrays) -> float:
    """max |a - b| over all weights; NaN if any element is."""
    if set(a) != set(b):
        return float("nan")
    return float(np.max([np.max(np.abs(a[name] - b[name])) for name in a]))


def not_run(workload: Workload, room: str, dtype: str, verdict: str, why: str) -> dict[str, Any]:
    """The record of a room that took no part, or stopped."""
    return {
        "workload": workload.name,
        "left": room,
        "right": "",
        "dtype": dtype,
        "steps": 0,
        "max_weight_difference": None,
        "max_loss_difference": None,
        "first_divergent_step": None,
        "tolerance": TOLERANCE,
        "verdict": verdict,
        "message": why,
    }
