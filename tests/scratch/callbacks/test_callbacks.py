"""Callbacks in a training: what they do to the network and its optimizer."""

import numpy as np
import pytest

from scratch.callbacks import EarlyStopping, ReduceLROnPlateau
from scratch.layers import Dense
from scratch.network import Sequential
from scratch.optimizers import SGD
from scratch.schedules import ExponentialDecay

RNG = np.random.default_rng(0)
X, Y = RNG.standard_normal((20, 3)), RNG.standard_normal((20, 1))


class Told(Sequential):
    """A network whose losses are told in advance, and whose weights count its epochs."""

    def run_epoch(self, x, y, batch_size, rng):
        self.layers[0].params["kernel"][:] += 1
        return {"loss": next(self.losses)}


def fit(losses, *callbacks, rate=0.1):
    """A training with those losses: the network, from weights of zero, and its history."""
    network = Told([Dense(1)])
    network.build((None, 3), rng=0)
    network.layers[0].params["kernel"][:] = 0
    network.compile(SGD(rate), "mean_squared_error")
    network.losses = iter(losses)
    history = network.fit(X, Y, epochs=len(losses), callbacks=callbacks)
    return network, history["loss"]


def test_training_stops_when_patience_is_spent():
    callback = EarlyStopping("loss", patience=2)
    network, history = fit([3, 2, 2.5, 2.2, 1], callback)
    assert history == [3, 2, 2.5, 2.2]
    assert (callback.best, callback.best_epoch) == (2, 1)
    np.testing.assert_array_equal(network.params["dense/kernel"], 4)


@pytest.mark.parametrize("losses", [[3, 2, 2.5, 2.2, 1], [3, 2, 2.5]], ids=["stopped", "ended"])
def test_the_best_weights_are_put_back_stopped_or_not(losses):
    network, _ = fit(losses, EarlyStopping("loss", patience=2, restore_best_weights=True))
    np.testing.assert_array_equal(network.params["dense/kernel"], 2)


def test_a_network_can_be_trained_on_after_its_weights_were_put_back():
    network, _ = fit([3, 2, 2.5], EarlyStopping("loss", restore_best_weights=True))
    before = network.params["dense/kernel"].copy()
    network.train_on_batch(X, Y)
    assert np.any(network.params["dense/kernel"] != before)


def test_a_first_value_of_nan_is_not_the_best():
    callback = EarlyStopping("loss", patience=2, restore_best_weights=True)
    network, history = fit([np.nan, 3, 2, 2.5, 2.5, 2.5], callback)
    assert len(history) == 5
    assert callback.best_epoch == 2
    np.testing.assert_array_equal(network.params["dense/kernel"], 3)


def test_nothing_but_nan_stops_and_leaves_the_weights():
    callback = EarlyStopping("loss", patience=3, restore_best_weights=True)
    network, history = fit([np.nan] * 9, callback)
    assert len(history) == 3
    assert callback.best_epoch is None
    np.testing.assert_array_equal(network.params["dense/kernel"], 3)


def test_the_learning_rate_of_the_optimizer_is_reduced():
    network, _ = fit([3, 2, 2, 2, 2, 2], ReduceLROnPlateau("loss", factor=0.5, patience=2))
    assert network.optimizer.learning_rate == 0.025


def test_a_callback_starts_anew_with_each_training():
    stopping, reducing = EarlyStopping("loss", patience=2), ReduceLROnPlateau("loss", patience=2)
    for _ in range(2):
        network, history = fit([1, 1, 1, 1], stopping, reducing)
        assert len(history) == 3
        assert network.optimizer.learning_rate == pytest.approx(0.01)


def test_a_schedule_cannot_be_reduced():
    with pytest.raises(TypeError, match="`learning_rate` must be a number, to be reduced"):
        fit([1, 1], ReduceLROnPlateau("loss"), rate=ExponentialDecay(0.1, 5, 0.5))


@pytest.mark.parametrize("make", [EarlyStopping, ReduceLROnPlateau])
def test_a_quantity_that_is_not_in_the_logs_is_named(make):
    with pytest.raises(
        ValueError, match=r"`monitor` must be one of loss\. Received: monitor='val_"
    ):
        fit([1, 1], make())


@pytest.mark.parametrize("make", [EarlyStopping, ReduceLROnPlateau])
def test_the_direction_goes_by_the_name(make):
    assert make("val_loss").mode == "min"
    assert make("val_accuracy").mode == "max"
    with pytest.raises(ValueError, match="`mode` must be 'min' or 'max' where monitor is 'mine'"):
        make("mine")
    assert make("mine", mode="max").mode == "max"


def test_validation_is_watched_in_a_real_training():
    network = Sequential([Dense(16, "tanh"), Dense(1)])
    network.compile(SGD(0.1), "mean_squared_error")
    callback = EarlyStopping(patience=3, restore_best_weights=True)
    history = network.fit(X, Y, epochs=200, validation_split=0.5, callbacks=[callback], rng=0)
    best = int(np.argmin(history["val_loss"]))
    assert len(history["loss"]) == best + 1 + 3
    assert network.evaluate(X[10:], Y[10:])["loss"] == history["val_loss"][best]
