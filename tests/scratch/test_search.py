"""Grid search: the same points and folds as scikit-learn's, with any executor."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import numpy as np
import pytest
from sklearn.model_selection import KFold, ParameterGrid

from scratch.search import best, grid_search, k_folds, points

GRID = {"a": [1.0, 2.0], "b": [3, 4, 5]}


def loss(point, training, held_out):
    """A number that depends on the settings and on the fold."""
    return (point["a"] - 2) ** 2 + abs(point["b"] - 4) + training[0] + held_out.sum() / 100


@pytest.mark.parametrize(("rows", "folds"), [(10, 5), (11, 3), (7, 7), (2, 2)])
def test_the_folds_are_scikit_learn_s(rows, folds):
    expected = list(KFold(folds).split(np.zeros(rows)))
    for found, wanted in zip(k_folds(rows, folds), expected, strict=True):
        for ours, theirs in zip(found, wanted, strict=True):
            np.testing.assert_array_equal(ours, theirs)


def test_shuffled_folds_hold_out_every_row_once():
    cut = k_folds(23, 4, rng=0)
    assert sorted(np.concatenate([held_out for _, held_out in cut])) == list(range(23))
    for training, held_out in cut:
        assert sorted([*training, *held_out]) == list(range(23))
    assert not np.array_equal(cut[0][1], k_folds(23, 4)[0][1])


def test_the_points_are_scikit_learn_s():
    def as_set(found):
        return {tuple(sorted(point.items())) for point in found}

    assert as_set(points(GRID)) == as_set(ParameterGrid(GRID))
    assert len(points(GRID)) == 6


def test_a_result_is_the_mean_over_the_folds():
    results = grid_search(loss, GRID, rows=9, folds=3)
    for result in results:
        wanted = [loss(result["point"], *fold) for fold in k_folds(9, 3)]
        np.testing.assert_array_equal(result["losses"], wanted)
        assert result["loss"] == pytest.approx(np.mean(wanted))
    assert best(results)["point"] == {"a": 2.0, "b": 4}


@pytest.mark.parametrize(
    "executor",
    [
        lambda: ThreadPoolExecutor(2),
        lambda: ProcessPoolExecutor(2, mp_context=get_context("spawn")),
    ],
    ids=["threads", "processes"],
)
def test_any_executor_finds_the_same(executor):
    alone = grid_search(loss, GRID, rows=9, folds=3)
    with executor() as workers:
        together = grid_search(loss, GRID, rows=9, folds=3, executor=workers)
    for a, b in zip(alone, together, strict=True):
        assert a["point"] == b["point"]
        np.testing.assert_array_equal(a["losses"], b["losses"])


def test_what_diverged_never_wins_and_the_first_of_equals_does():
    results = [{"point": i, "loss": value} for i, value in enumerate([np.nan, 2.0, 1.0, 1.0])]
    assert best(results)["point"] == 2
    with pytest.raises(ValueError, match="`results` must be of at least one training that did"):
        best(results[:1])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"grid": {}, "folds": 1}, "`folds` must be an integer >= 2"),
        ({"folds": 10}, "`folds` must be at most the 9 rows"),
        ({"grid": {"a": []}}, "`grid` must be a dict"),
        ({"grid": [1, 2]}, "`grid` must be a dict"),
        ({"rows": 1}, "`rows` must be an integer >= 2"),
    ],
)
def test_wrong_arguments_are_named(arguments, says):
    with pytest.raises(ValueError, match=says):
        grid_search(**{"loss": loss, "grid": GRID, "rows": 9, "folds": 3} | arguments)
