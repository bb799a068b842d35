"""Every workload: its network in each room, a short trajectory, and a training that learns."""

from dataclasses import replace

import numpy as np
import pytest

from compare import rooms, workloads
from compare.concept import ROOMS
from compare.datasets import DataMissing
from compare.equivalence import equivalence_rows
from compare.reporting import find_data
from compare.training import train
from compare.trajectory import compare_trajectories
from compare.workload import part

ALL = pytest.mark.parametrize("name", workloads.workloads())
LONG = ("imdb_lstm", "imdb_lstm_input_dropout", "mnist_cnn", "grid_search")
"""Keras alone takes seconds to build their graphs."""
MOST = pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.full] if name in LONG else [])
        for name in workloads.workloads()
    ],
)
STEPS = 10
"""So many steps are compared of each; fewer where the quick report compares fewer."""
SHORT = 256
"""So many training rows are enough for a short training."""


def prepared(name):
    """The workload and its data; the test is skipped where they are not there."""
    record = workloads.get(name)
    try:
        return record, workloads.prepare(record)
    except DataMissing as error:
        pytest.skip(str(error))


def shortened(data):
    """The same data with few rows."""
    return replace(
        data,
        x_train=data.x_train[:SHORT],
        y_train=data.y_train[:SHORT],
        x_test=data.x_test[:SHORT],
        y_test=data.y_test[:SHORT],
    )


def few(record):
    """The number of steps that are compared in a short test."""
    return min(STEPS, record.quick_steps or STEPS)


@ALL
def test_every_room_builds_the_network_and_holds_the_given_weights(name):
    record, data = prepared(name)
    weights = record.initial_weights(0)
    for room in ROOMS:
        trainer = rooms.trainer(room, record.spec.kind)(record.spec, weights, "float64")
        held = trainer.weights()
        assert set(held) == set(weights)
        assert all(np.array_equal(held[key], weights[key]) for key in weights)
        assert np.isfinite(trainer.predict(data.x_test[:3].astype("float64"))).all()


@MOST
def test_float64_trajectories_stay_together(name):
    record, data = prepared(name)
    rows = compare_trajectories(record, shortened(data), steps=few(record)).rows
    assert len(rows) == 3
    assert [row["verdict"] for row in rows] == ["agree"] * 3, rows


def fused_trajectories(name, **arguments):
    """The rows of a short trajectory, scratch on its fused path."""
    record, data = prepared(name)
    modes = {"scratch": "fastest"}
    return compare_trajectories(record, shortened(data), STEPS, modes=modes, **arguments).rows


@pytest.mark.parametrize("name", ["breast_cancer", "gan", "mnist_cnn"])
def test_the_fused_path_stays_with_a_framework(name):
    rows = fused_trajectories(name, only=("scratch", "pytorch"))
    assert [row["verdict"] for row in rows] == ["agree"], rows


@pytest.mark.full
@ALL
def test_the_fused_path_stays_with_the_frameworks(name):
    rows = fused_trajectories(name)
    assert [row["verdict"] for row in rows] == ["agree"] * 3, rows


@pytest.mark.full
@ALL
def test_float64_trajectories_stay_together_to_the_end(name):
    record, data = prepared(name)
    rows = compare_trajectories(record, data).rows
    assert [row["verdict"] for row in rows] == ["agree"] * 3, rows


@ALL
def test_a_short_training_lowers_the_loss(name):
    record, data = prepared(name)
    data = shortened(data)
    epochs = -(-4 * few(record) // -(-record.rows(data) // record.batch_size))
    history = train(record, data, "scratch", epochs=epochs).history
    assert history[-1]["loss"] < history[0]["loss"]


def test_the_validation_rows_are_the_last_ones_and_are_not_trained_on():
    record, data = prepared("mnist_mlp")
    record, data = replace(record, validation_split=0.2), shortened(data)
    trained = train(record, data, "scratch", epochs=2)
    kept = record.rows(data)
    assert kept == int(0.8 * SHORT)
    alone = replace(data, x_train=data.x_train[:kept], y_train=data.y_train[:kept])
    unwatched = replace(record, validation_split=0.0, callbacks=())
    without = train(unwatched, alone, "scratch", epochs=2)
    for key, value in without.weights.items():
        np.testing.assert_array_equal(trained.weights[key], value)
    network = rooms.trainer("scratch")(record.spec, trained.weights, "float32")
    said = network.predict(data.x_train[kept:].astype("float32"))
    right = said.argmax(axis=1) == data.y_train[kept:]
    assert trained.history[-1]["val_accuracy"] == pytest.approx(right.mean())
    chance = said[np.arange(len(right)), data.y_train[kept:]]
    assert trained.history[-1]["val_loss"] == pytest.approx(-np.log(chance).mean(), rel=1e-5)


def test_callbacks_lower_the_rate_and_stop_in_every_room():
    record, data = prepared("mnist_mlp")
    hopeless = part("reduce_lr_on_plateau", factor=0.5, patience=1, min_delta=100.0)
    early = part("early_stopping", patience=3, min_delta=100.0)
    record = replace(record, callbacks=(hopeless, early))
    for room in ROOMS:
        history = train(record, shortened(data), room, epochs=9).history
        assert [row["learning_rate"] for row in history] == pytest.approx(
            [0.01, 0.01, 0.005, 0.0025]
        )


def test_metrics_of_a_regression_are_in_the_original_unit():
    record, data = prepared("diabetes")
    trained = train(record, data, "scratch", epochs=3)
    truth = data.dataset.y_test
    error = np.sqrt(np.mean((trained.prediction[:, 0] - truth) ** 2))
    assert trained.metrics["rmse"] == pytest.approx(error, rel=1e-6)
    assert 30 < error < 200


def accuracy_rows(**values):
    """Rows of `accuracy` for xor, a value a seed."""
    return [
        {"workload": "xor", "implementation": room, "metric": "accuracy", "seed": i, "value": v}
        for room, own in values.items()
        for i, v in enumerate(own)
    ]


def test_equivalence_is_shown_where_the_whole_interval_lies_within_the_margin():
    xor = replace(workloads.get("xor"), margin=0.01)
    steady = [0.95, 0.96, 0.97, 0.95]
    (row,) = equivalence_rows([xor], accuracy_rows(scratch=steady, keras=steady))
    assert (row["low"], row["high"], row["verdict"]) == (0, 0, "agree")
    noisy = [0.90, 0.99, 0.99, 0.95]
    (row,) = equivalence_rows([xor], accuracy_rows(scratch=steady, keras=noisy))
    assert row["low"] < row["difference"] < row["high"]
    assert row["verdict"] == "not shown"
    assert equivalence_rows([xor], accuracy_rows(scratch=steady[:2], keras=steady)) == []


def test_equivalence_is_what_two_one_sided_tests_of_scipy_say():
    from scipy import stats

    rng = np.random.default_rng(0)
    for margin in (0.001, 0.01, 0.03, 0.1):
        xor = replace(workloads.get("xor"), margin=margin)
        a, b = rng.normal(0.9, 0.01, (2, 6))
        (row,) = equivalence_rows([xor], accuracy_rows(scratch=a, keras=b))
        above = stats.ttest_1samp(a - b, -margin, alternative="greater").pvalue
        below = stats.ttest_1samp(a - b, margin, alternative="less").pvalue
        assert (row["verdict"] == "agree") == (max(above, below) < 0.05)


def test_a_workload_without_data_is_a_row_of_what_was_skipped(monkeypatch):
    record = workloads.get("xor")

    def nowhere(workload, data_dir, download):
        if workload.name == "xor":
            raise DataMissing("xor was found nowhere.")
        return data_dir, download

    monkeypatch.setattr(workloads, "prepare", nowhere)
    data, absent = find_data(("imdb_lstm",), None, download=False)
    assert record.name not in data
    assert "diabetes" in data
    assert {row["workload"]: row["message"] for row in absent} == {
        "xor": "data not found: xor was found nowhere.",
        "imdb_lstm": "it takes minutes: in the full profile only",
    }
    assert {row["verdict"] for row in absent} == {"skipped"}
