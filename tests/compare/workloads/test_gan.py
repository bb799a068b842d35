"""The GAN: what it must reach, and what is noted on the way."""

import numpy as np
import pytest

from compare import rooms, workloads
from compare.concept import ROOMS
from compare.training import train
from compare.trajectory import compare_trajectories

GAN = workloads.get("gan")
DATA = workloads.prepare(GAN)


@pytest.mark.parametrize("room", ROOMS)
def test_a_step_changes_both_networks_and_leaves_the_data(room):
    weights = GAN.initial_weights(0)
    trainer = rooms.trainer(room, "gan")(GAN.spec, weights, "float64")
    z, x = DATA.x_train[:8].copy(), DATA.y_train[:8].copy()
    trainer.step(z, x)
    for name, value in trainer.weights().items():
        assert not np.array_equal(value, weights[name]), name
    np.testing.assert_array_equal(z, DATA.x_train[:8])
    np.testing.assert_array_equal(x, DATA.y_train[:8])


def test_an_epoch_notes_moments_distance_and_histogram():
    (row,) = train(GAN, DATA, "scratch", epochs=1).history
    real = DATA.y_train[GAN.rows(DATA) :]
    assert {"loss", "val_mean", "val_deviation", "val_wasserstein"} < set(row)
    assert "val_loss" not in row
    edges, predicted, true = (row["histogram"][name] for name in ("edges", "predicted", "true"))
    assert len(edges) == len(true) + 1 == len(predicted) + 1
    assert true == np.histogram(real, edges)[0].tolist()
    assert sum(predicted) == len(real)


def test_the_samples_become_alike():
    trained = train(GAN, DATA, "scratch", seed=0)
    assert trained.metrics["mean"] == pytest.approx(4, abs=0.2)
    assert trained.metrics["deviation"] == pytest.approx(1.5, abs=0.3)
    distances = [row["val_wasserstein"] for row in trained.history]
    assert distances[0] > 3
    assert distances[-1] < 0.3


@pytest.mark.full
@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("seed", GAN.seeds)
def test_mean_and_deviation_are_reached_from_every_seed(room, seed):
    found = train(GAN, DATA, room, seed).metrics
    assert found["mean"] == pytest.approx(4, abs=0.2)
    assert found["deviation"] == pytest.approx(1.5, abs=0.3)


def test_a_wrong_step_is_seen(monkeypatch):
    monkeypatch.setattr("scratch.gan.GAN.train_generator", lambda *_: 0.0)
    rows = compare_trajectories(GAN, DATA, steps=2).rows
    verdicts = {(row["left"], row["right"]): row["verdict"] for row in rows}
    assert verdicts == {
        ("scratch", "pytorch"): "disagree",
        ("scratch", "keras"): "disagree",
        ("pytorch", "keras"): "agree",
    }
