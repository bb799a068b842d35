"""A full training of one workload in one room, and the accuracy it reaches on held-out data."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from compare import rooms
from compare.trajectory import as_targets
from compare.workload import Arrays, Prepared, Workload, batches


@dataclass
class Training:
    """What one training leaves.

    Attributes:
        history: one record an epoch: the mean training loss.
        metrics: metric name -> value on the test rows.
        prediction: what the trained network says of the test rows.
        weights: the trained parameters and state, canonical.
        seconds: wall time of the training steps.
    """

    workload: str
    implementation: str
    seed: int
    history: list[dict[str, Any]]
    metrics: dict[str, float]
    prediction: np.ndarray
    weights: Arrays
    seconds: float

    def accuracy_rows(self, data: Prepared) -> list[dict[str, Any]]:
        """The metrics as flat records of results.json."""
        return [
            {
                "workload": self.workload,
                "implementation": self.implementation,
                "metric": metric,
                "seed": self.seed,
                "value": value,
                "dataset": data.dataset.name,
                "rows": len(data.x_test),
            }
            for metric, value in self.metrics.items()
        ]


def train(
    workload: Workload,
    data: Prepared,
    room: str,
    seed: int = 0,
    epochs: int | None = None,
    dtype: str = "float32",
    weights: Arrays | None = None,
    progress: Callable[[int, int, float], None] = lambda done, total, loss: None,
) -> Training:
    """Train `workload` in `room`. Raises ModuleNotFoundError where the room is absent.

    Arguments:
        seed: of the initial weights and of the order of the batches.
        epochs: the workload's own unless given.
        weights: to start from, instead of the seed's initialization.
        progress: called with (batches done, batches in all, loss of the last batch).
    """
    make = rooms.trainer(room)
    if isinstance(make, str):
        raise ModuleNotFoundError(f"{room}: {make}")
    epochs = workload.epochs if epochs is None else epochs
    trainer = make(workload.spec, weights or workload.initial_weights(seed), dtype)
    x, y = data.x_train.astype(dtype), as_targets(data.y_train, dtype)
    total = epochs * -(-len(x) // workload.batch_size)
    sums = np.zeros(epochs)
    began = time.perf_counter()
    for done, (epoch, rows) in enumerate(
        batches(len(x), workload.batch_size, epochs, seed), start=1
    ):
        loss = trainer.step(x[rows], y[rows])
        sums[epoch] += loss * len(rows)
        progress(done, total, loss)
    seconds = time.perf_counter() - began
    prediction = data.restore(trainer.predict(data.x_test.astype(dtype)))
    truth = data.restore(data.y_test)
    return Training(
        workload.name,
        room,
        seed,
        [
            {
                "workload": workload.name,
                "implementation": room,
                "seed": seed,
                "epoch": epoch + 1,
                "loss": value / len(x),
            }
            for epoch, value in enumerate(sums)
        ],
        {name: float(f(truth, prediction)) for name, f in workload.metrics.items()},
        prediction,
        trainer.weights(),
        seconds,
    )
