"""A grid search in every room: the same points, folds, weights and batches, score by score.

Scratch searches with its own `grid_search`; the twins are trained over scikit-learn's grid and
folds, so that a wrong grid or fold would be seen as well. A score is a loss on held-out rows.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any

import numpy as np

from compare import rooms
from compare.training import Steps, Training, loss_of, train, unseen
from compare.trajectory import TOLERANCE, Pair, Trajectories, distance, not_run
from compare.workload import Arrays, Prepared, Workload
from scratch.search import best, grid_search

Point = dict[str, Any]
Result = dict[str, Any]
NAN = float("nan")


@dataclass(frozen=True)
class Search:
    """What a workload tries before it is trained.

    Attributes:
        grid: setting -> values; one setting is "epochs".
        make: called with the settings of a point, gives the workload that has them.
        folds: of the cross-validation.
    """

    grid: Mapping[str, tuple[Any, ...]]
    make: Callable[..., Workload]
    folds: int = 3

    def limited(self, epochs: int) -> dict[str, list[Any]]:
        """The grid without any training that is longer than `epochs`."""
        shorter = {min(value, epochs) for value in self.grid["epochs"]}
        return {name: list(values) for name, values in self.grid.items()} | {
            "epochs": sorted(shorter)
        }

    def train(
        self,
        workload: Workload,
        data: Prepared,
        room: str,
        seed: int,
        epochs: int,
        dtype: str,
        progress: Steps,
        executor: Executor | None = None,
    ) -> Training:
        """The winner of the search in `room`, trained on all rows.

        Its metrics are followed by its score and its settings; its history begins with a row for
        every point, whose loss is the score.
        """
        trials = Trials(self, workload, data, room, seed, dtype, progress)
        results = trials.run(self.limited(epochs), executor)
        winner = best(results)
        trained = train(self.make(**winner["point"]), data, room, seed, dtype=dtype)
        about = {"workload": workload.name, "implementation": room, "seed": seed}
        scores = [about | result["point"] | {"loss": result["loss"]} for result in results]
        return replace(
            trained,
            workload=workload.name,
            history=[*scores, *(row | about for row in trained.history)],
            metrics=trained.metrics
            | {"score": winner["loss"]}
            | {setting: winner["point"][setting] for setting in self.grid},
        )

    def compare(
        self, workload: Workload, data: Prepared, epochs: int, seed: int, dtype: str, only: Any
    ) -> Trajectories:
        """The searches of every room, point by point: scores, trained weights, and the winner."""
        found: dict[str, Trials] = {}
        rows = []
        for room in only:
            trials = Trials(self, workload, data, room, seed, dtype)
            try:
                trials.run(self.limited(epochs))
                found[room] = trials
            except ModuleNotFoundError as error:
                rows.append(not_run(workload, room, dtype, "skipped", str(error)))
            except Exception as error:  # noqa: BLE001 - whatever a room raises is a row
                why = f"{type(error).__name__}: {error}"
                rows.append(not_run(workload, room, dtype, "failed", why))
        pairs = [together(found[a], found[b]) for a, b in combinations(found, 2)]
        return Trajectories([*pairs, *rows], [], [])


@dataclass
class Trials:
    """The search of one room, and what its trainings left.

    Attributes:
        results: as `grid_search` gives them.
        weights: point -> the trained weights of each fold.
        steps: of all trainings together.
    """

    search: Search
    workload: Workload
    data: Prepared
    room: str
    seed: int
    dtype: str
    progress: Steps = unseen
    results: list[Result] = field(default_factory=list)
    weights: dict[Any, list[Arrays]] = field(default_factory=dict)
    steps: int = 0
    total: int = 0

    def run(self, grid: dict[str, list[Any]], executor: Executor | None = None) -> list[Result]:
        """Every point's result; where an `executor` did the trainings, their weights are gone."""
        absent = rooms.why_absent(self.room)
        if absent:
            raise ModuleNotFoundError(absent)
        self.total = self.search.folds * int(np.prod([len(values) for values in grid.values()]))
        searching = grid_search if self.room == "scratch" else scikit_learn_search
        rows = len(self.data.dataset.x_train)
        alone = self if executor is None else replace(self, progress=unseen)
        self.results = searching(alone.loss, grid, rows, self.search.folds, executor)
        return self.results

    def loss(self, point: Point, training: np.ndarray, held_out: np.ndarray) -> float:
        """Train with the point's settings on the one part, and measure on the other."""
        d = self.data.dataset
        fold = self.workload.prepare(
            replace(
                d,
                x_train=d.x_train[training],
                y_train=d.y_train[training],
                x_test=d.x_train[held_out],
                y_test=d.y_train[held_out],
            )
        )
        workload = self.search.make(**point)
        trained = train(workload, fold, self.room, self.seed, dtype=self.dtype)
        loss = loss_of(workload.spec, fold.y_test, trained.prediction)
        self.weights.setdefault(key(point), []).append(trained.weights)
        self.steps += workload.epochs * -(-len(training) // workload.batch_size)
        self.progress(sum(map(len, self.weights.values())), self.total, loss)
        return loss


def key(point: Point) -> tuple[tuple[str, Any], ...]:
    """The point as a key, whatever the order of its settings."""
    return tuple(sorted(point.items()))


def scikit_learn_search(
    loss: Callable[..., float],
    grid: dict[str, list[Any]],
    rows: int,
    folds: int,
    executor: Executor | None = None,
) -> list[Result]:
    """What `grid_search` gives, over scikit-learn's ParameterGrid and KFold."""
    from sklearn.model_selection import KFold, ParameterGrid

    points, cut = list(ParameterGrid(grid)), list(KFold(folds).split(np.arange(rows)))
    trainings = zip(*((point, *fold) for point in points for fold in cut), strict=True)
    losses = iter((executor.map if executor else map)(loss, *trainings))
    results = []
    for point in points:
        own = [next(losses) for _ in cut]
        results.append({"point": point, "losses": own, "loss": float(np.mean(own))})
    return results


def together(left: Trials, right: Trials) -> dict[str, Any]:
    """The row of two searches: a step of it is a point of the grid."""
    pair = Pair(left.room, right.room)
    scores = [{key(r["point"]): r["loss"] for r in trials.results} for trials in (left, right)]
    for point in scores[0] | scores[1]:
        pair.weight_difference.append(apart(left.weights.get(point), right.weights.get(point)))
        pair.loss_difference.append(abs(scores[0].get(point, NAN) - scores[1].get(point, NAN)))
    row = pair.row(left.workload.name, left.dtype, TOLERANCE) | {"steps": left.steps}
    winners = [best(trials.results)["point"] for trials in (left, right)]
    if key(winners[0]) != key(winners[1]):
        row |= {"verdict": "disagree", "message": f"the winners are {winners[0]}, {winners[1]}"}
    return row


def apart(left: list[Arrays] | None, right: list[Arrays] | None) -> float:
    """The greatest difference of all folds' weights; NaN where one side lacks the point or one."""
    if not left or not right or len(left) != len(right):
        return NAN
    return float(np.max([distance(a, b) for a, b in zip(left, right, strict=True)]))
