"""The grid search in all rooms: the same scores and the same winner."""

from dataclasses import replace

import numpy as np
import pytest

from compare import workloads
from compare.concept import ROOMS
from compare.training import train
from compare.trajectory import compare_trajectories

RECORD = workloads.get("grid_search")
DATA = workloads.prepare(RECORD)
SMALL = replace(
    RECORD,
    search=replace(
        RECORD.search,
        grid={"units": (2, 4), "learning_rate": (0.3,), "epochs": (1, 2)},
        folds=2,
    ),
)


def test_the_rooms_agree_on_every_score_and_on_the_winner():
    rows = compare_trajectories(SMALL, DATA, steps=12).rows
    assert [row["verdict"] for row in rows] == ["agree"] * 3, rows
    assert {row["steps"] for row in rows} == {2 * 2 * 8}
    assert all(row["max_loss_difference"] <= 1e-12 for row in rows)


def test_another_fold_is_seen(monkeypatch):
    def backwards(rows, folds, _):
        order = np.arange(rows)[::-1]
        return [(np.setdiff1d(order, held), held) for held in np.array_split(order, folds)]

    monkeypatch.setattr("scratch.search.k_folds", backwards)
    rows = compare_trajectories(SMALL, DATA, steps=12, only=("scratch", "pytorch")).rows
    assert [row["verdict"] for row in rows] == ["disagree"]


def test_another_grid_is_seen(monkeypatch):
    monkeypatch.setattr("scratch.search.points", lambda grid: [{k: v[0] for k, v in grid.items()}])
    rows = compare_trajectories(SMALL, DATA, steps=12, only=("scratch", "pytorch")).rows
    assert [row["verdict"] for row in rows] == ["disagree"]


@pytest.mark.parametrize("room", ROOMS[:2])
def test_the_winner_is_trained_on_all_rows_and_named(room):
    found = train(SMALL, DATA, room, epochs=1)
    scores = [row for row in found.history if "epoch" not in row]
    assert [set(row) for row in scores] == [
        {"workload", "implementation", "seed", "units", "learning_rate", "epochs", "loss"}
    ] * 2
    winner = min(scores, key=lambda row: row["loss"])
    settings = {name: winner[name] for name in ("units", "learning_rate", "epochs")}
    assert found.metrics == {
        "accuracy": found.metrics["accuracy"],
        "score": winner["loss"],
        **settings,
    }
    alone = train(RECORD.search.make(**settings), DATA, room)
    for name, value in alone.weights.items():
        np.testing.assert_array_equal(found.weights[name], value)
    assert {row["workload"] for row in found.history} == {"grid_search"}
