"""The five variants of one network: alike but for what regularizes them, in every room."""

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from compare import rooms, workloads
from compare.concept import ROOMS
from compare.training import train
from compare.workload import training_steps
from compare.workloads import regularization
from scratch import regularizers

VARIANTS = {w.name.removeprefix("regularization_"): w for w in regularization.WORKLOADS}


@pytest.fixture(scope="module")
def data():
    return workloads.prepare(VARIANTS["none"])


def test_they_start_from_the_same_kernels_and_take_the_same_batches():
    plain = VARIANTS["none"]
    kernels = plain.initial_weights(3)
    steps = list(islice(training_steps(plain.spec, 1000, 32, 1, 3), 5))
    for variant in VARIANTS.values():
        own = variant.initial_weights(3)
        for key in ("dense/kernel", "dense_1/kernel", "dense_2/kernel"):
            np.testing.assert_array_equal(own[key], kernels[key])
        for ours, theirs in zip(training_steps(variant.spec, 1000, 32, 1, 3), steps, strict=False):
            np.testing.assert_array_equal(ours[1], theirs[1])


@pytest.mark.parametrize("name", ["l1", "l2"])
@pytest.mark.parametrize("room", ROOMS)
def test_the_penaltys_gradient_is_in_the_step_of_every_room(room, name, data):
    plain, penalized = VARIANTS["none"], VARIANTS[name]
    weights = plain.initial_weights(0)
    after, losses = [], []
    for workload in (plain, penalized):
        trainer = rooms.trainer(room)(workload.spec, weights, "float64")
        losses.append(trainer.step(data.x_train[:32], data.y_train[:32]))
        after.append(trainer.weights())
    penalty = regularizers.get({"l1": regularization.L1, "l2": regularization.L2}[name])
    kernels = [key for key in weights if key.endswith("kernel")]
    assert losses[1] - losses[0] == pytest.approx(sum(penalty(weights[k]) for k in kernels))
    for key in weights:
        pull = 0.01 * penalty.gradient(weights[key]) if key in kernels else 0
        np.testing.assert_allclose(after[0][key] - after[1][key], pull, atol=1e-15)


def test_the_gap_is_training_accuracy_less_test_accuracy(data):
    few = replace(data, x_train=data.x_train[:64], y_train=data.y_train[:64])
    trained = train(VARIANTS["none"], few, "scratch", epochs=30)
    network = rooms.trainer("scratch")(VARIANTS["none"].spec, trained.weights, "float32")
    said = network.predict(few.x_train.astype("float32")).argmax(axis=1)
    assert trained.metrics["training accuracy"] == pytest.approx((said == few.y_train).mean())
    gap = trained.metrics["training accuracy"] - trained.metrics["accuracy"]
    assert trained.metrics["gap"] == pytest.approx(gap)
    assert gap > 0.1
    assert {row["metric"] for row in trained.accuracy_rows(few)} == set(trained.metrics)
