"""A full training of one workload in one room, and the accuracy it reaches on held-out data."""

import time
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np

from compare import rooms
from compare.trajectory import as_targets
from compare.workload import Arrays, Prepared, Spec, Workload, training_steps
from scratch.callbacks import CALLBACKS
from scratch.losses import LOSSES

Steps = Callable[[int, int, float], None]


def unseen(done: int, total: int, loss: float) -> None:
    """No progress."""


@dataclass
class Training:
    """What one training leaves.

    Attributes:
        history: one record an epoch: the mean training loss; with validation rows, their loss
            without penalties as val_loss, each metric as val_<metric>; with callbacks, the
            learning rate of the epoch; and with the workload's bins, how many predictions and
            targets lie in each as histogram.
        metrics: metric name -> value on the test rows; with the workload's `gap`, also that
            metric on the training rows, and by how much it is greater there.
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
    progress: Steps = unseen,
    executor: Executor | None = None,
) -> Training:
    """Train `workload` in `room`, in its fastest mode.

    Raises ModuleNotFoundError where the room is absent.

    Arguments:
        seed: of the initial weights and of the order of the batches.
        epochs: the workload's own unless given.
        weights: to start from, instead of the seed's initialization; nothing is searched then.
        progress: called with (batches done, batches in all, loss of the last batch).
        executor: what does the trainings of a search side by side.
    """
    if workload.search and weights is None:
        limit = workload.epochs if epochs is None else epochs
        return workload.search.train(workload, data, room, seed, limit, dtype, progress, executor)
    make = rooms.trainer(room, workload.spec.kind)
    if isinstance(make, str):
        raise ModuleNotFoundError(f"{room}: {make}")
    epochs = workload.epochs if epochs is None else epochs
    weights = weights or workload.initial_weights(seed, data)
    trainer = make(workload.spec, weights, dtype, mode=make.MODES[-1])
    x, y = data.x_train.astype(dtype), as_targets(data.y_train, dtype)
    kept = workload.rows(data)
    x_validation, y_validation = x[kept:], y[kept:]
    per_epoch = -(-kept // workload.batch_size)
    history: list[dict[str, Any]] = []
    watched = SimpleNamespace(optimizer=trainer)
    callbacks = [CALLBACKS[part.name](**part.arguments) for part in workload.callbacks]
    for callback in callbacks:
        callback.on_train_begin(watched)
    seconds = summed = 0.0
    for done, (epoch, rows, masks) in enumerate(
        training_steps(workload.spec, kept, workload.batch_size, epochs, seed), start=1
    ):
        began = time.perf_counter()
        loss = trainer.step(x[rows], y[rows], masks)
        seconds += time.perf_counter() - began
        summed += loss * len(rows)
        if done % per_epoch == 0:
            about = {"workload": workload.name, "implementation": room, "seed": seed}
            history.append({**about, "epoch": epoch + 1, "loss": summed / kept})
            summed = 0.0
            if kept < len(x):
                prediction = trainer.predict(x_validation)
                history[-1] |= validated(workload, data, y_validation, prediction)
            if callbacks:
                history[-1]["learning_rate"] = trainer.learning_rate
        progress(done, epochs * per_epoch, loss)
        if done % per_epoch == 0:
            stops = [c.on_epoch_end(watched, epoch, history[-1]) for c in callbacks]
            if any(stops):
                break
    prediction = trainer.predict(data.x_test.astype(dtype))
    metrics = measured(workload, data, data.y_test, prediction)
    if workload.gap:
        known = measured(workload, data, y[:kept], trainer.predict(x[:kept]))[workload.gap]
        metrics |= {f"training {workload.gap}": known, "gap": known - metrics[workload.gap]}
    return Training(
        workload.name,
        room,
        seed,
        history,
        metrics,
        data.restore(prediction),
        trainer.weights(),
        seconds,
    )


def validated(
    workload: Workload, data: Prepared, y: np.ndarray, prediction: np.ndarray
) -> dict[str, Any]:
    """What is noted after an epoch of the predictions for the validation rows."""
    found = measured(workload, data, y, prediction)
    row: dict[str, Any] = {f"val_{name}": value for name, value in found.items()}
    if not workload.spec.adversary:
        row["val_loss"] = loss_of(workload.spec, y, prediction)
    if workload.bins:
        counts = [np.histogram(values, workload.bins)[0].tolist() for values in (prediction, y)]
        row["histogram"] = dict(zip(("edges", "predicted", "true"), [list(workload.bins), *counts]))
    return row


def measured(
    workload: Workload, data: Prepared, y: np.ndarray, prediction: np.ndarray
) -> dict[str, float]:
    """Every metric of the prediction, in the original unit."""
    truth, said = data.restore(y), data.restore(prediction)
    return {name: float(f(truth, said)) for name, f in workload.metrics.items()}


def loss_of(spec: Spec, y: np.ndarray, prediction: np.ndarray) -> float:
    """The loss of a prediction that has its output's activation already."""
    arguments = {k: v for k, v in spec.loss.arguments.items() if k != "from_logits"}
    return float(LOSSES[spec.loss.name](**arguments)(y, prediction))
