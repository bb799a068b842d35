"""Transfer: what is frozen stays, bit for bit, in every room; and it is worth having."""

from dataclasses import replace

import numpy as np
import pytest

from compare import rooms, scratch_room, workloads
from compare.concept import ROOMS
from compare.training import train
from compare.workload import part, spec

RNG = np.random.default_rng(0)
X, Y = RNG.standard_normal((12, 3)), RNG.standard_normal((12, 1))
L2 = {"class_name": "L2", "config": {"l2": 2**-7}}
NETWORK = spec(
    (3,),
    [
        part("dense", units=4, use_bias=False, kernel_regularizer=L2),
        part("batch_normalization"),
        part("dense", units=4, activation="tanh", kernel_regularizer=L2),
        part("dense", units=1),
    ],
    loss=part("mean_squared_error"),
    optimizer=part("adam", learning_rate=0.01),
    frozen=("dense", "batch_normalization"),
)


def trained(network, room, dtype="float64", steps=5):
    """(weights before, weights after, losses) of some steps on the same rows."""
    before = scratch_room.initial_weights(network, seed=0)
    trainer = rooms.trainer(room)(network, before, dtype)
    losses = [trainer.step(X.astype(dtype), Y.astype(dtype)) for _ in range(steps)]
    return before, trainer.weights(), losses


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("room", ROOMS)
def test_frozen_weights_and_averages_stay_bit_for_bit(room, dtype):
    before, after, _ = trained(NETWORK, room, dtype)
    for name, value in before.items():
        same = np.array_equal(after[name], value.astype(dtype))
        assert same == name.startswith(("dense/", "batch_normalization/")), name


@pytest.mark.parametrize("network", [NETWORK, replace(NETWORK, frozen=())], ids=["frozen", "free"])
def test_the_rooms_stay_together_penalties_included(network):
    _, expected, losses = trained(network, "scratch")
    for room in ("pytorch", "keras"):
        _, found, others = trained(network, room)
        np.testing.assert_allclose(others, losses, rtol=0, atol=1e-13)
        for name, value in expected.items():
            np.testing.assert_allclose(found[name], value, rtol=0, atol=1e-12, err_msg=name)


@pytest.mark.parametrize("room", ROOMS)
def test_the_features_come_out_of_a_training_as_they_went_in(room):
    record = workloads.get("transfer_learning_frozen")
    data = workloads.prepare(record)
    found = train(record, data, room, epochs=2)
    assert {name.split("/")[0] for name in data.weights} == set(record.spec.frozen)
    for name, value in data.weights.items():
        np.testing.assert_array_equal(found.weights[name], value.astype(np.float32))
    start = record.initial_weights(0, data)
    assert not np.array_equal(found.weights["dense/kernel"], start["dense/kernel"])


def test_with_few_examples_learned_features_are_better_than_nothing():
    reached = {}
    for name in ("transfer_learning_frozen", "transfer_learning_from_nothing"):
        record = workloads.get(name)
        reached[name] = train(record, workloads.prepare(record), "scratch").metrics["accuracy"]
    assert reached["transfer_learning_frozen"] > reached["transfer_learning_from_nothing"] + 0.02
