"""Normalization over several steps: running averages, modes, and who depends on whom."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scratch.layers import BatchNormalization, Dense, LayerNormalization


@pytest.fixture
def batches():
    return np.random.default_rng(0).normal(3, 2, (20, 6, 4))


@pytest.mark.parametrize(("convention", "ddof"), [("keras", 0), ("pytorch", 1)])
def test_running_averages_follow_their_recurrence(batches, convention, ddof):
    layer = BatchNormalization(momentum=0.9, convention=convention)
    mean, variance = np.zeros(4), np.ones(4)
    for x in batches:
        layer.forward(x, training=True)
        mean = 0.9 * mean + 0.1 * x.mean(axis=0)
        variance = 0.9 * variance + 0.1 * x.var(axis=0, ddof=ddof)
    assert_allclose(layer.state["moving_mean"], mean, rtol=1e-14)
    assert_allclose(layer.state["moving_variance"], variance, rtol=1e-14)


def test_running_averages_reach_the_statistics_of_a_batch_that_stays(batches):
    layer = BatchNormalization(momentum=0.5)
    for _ in range(60):
        trained = layer.forward(batches[0], training=True)
    assert_allclose(layer.forward(batches[0]), trained, rtol=1e-12, atol=1e-12)


def test_inference_moves_nothing_and_each_sample_is_on_its_own(batches):
    layer = BatchNormalization()
    layer.forward(batches[0], training=True)
    before = {name: array.copy() for name, array in layer.state.items()}
    together = layer.forward(batches[1])
    alone = np.concatenate([layer.forward(x[None]) for x in batches[1]])
    assert_array_equal(together, alone)
    for name, array in before.items():
        assert_array_equal(layer.state[name], array)


def test_a_snapshot_of_the_state_is_not_changed_by_a_later_step(batches):
    layer = BatchNormalization()
    layer.forward(batches[0], training=True)
    snapshot = layer.state["moving_mean"]
    kept = snapshot.copy()
    layer.forward(batches[1], training=True)
    assert_array_equal(snapshot, kept)


@pytest.mark.parametrize("training", [True, False])
def test_float32_stays_float32_in_output_gradient_and_state(batches, training):
    layer = BatchNormalization()
    y = layer.forward(batches[0].astype(np.float32), training=training)
    dx = layer.backward(y)
    arrays = [y, dx, *layer.grads.values(), *layer.state.values()]
    assert {array.dtype for array in arrays} == {np.dtype(np.float32)}


def test_a_bias_before_batch_normalization_has_no_gradient(batches):
    dense, normalization = Dense(3), BatchNormalization()
    y = normalization.forward(dense.forward(batches[0]), training=True)
    dense.backward(normalization.backward(np.random.default_rng(1).standard_normal(y.shape)))
    scale = np.abs(dense.grads["kernel"]).max()
    assert np.abs(dense.grads["bias"]).max() < 1e-14 * scale


def test_a_gradient_in_inference_is_that_of_a_fixed_line(batches):
    layer = BatchNormalization()
    layer.forward(batches[0], training=True)
    layer.forward(batches[1])
    slope = layer.params["gamma"] / np.sqrt(layer.state["moving_variance"] + 1e-3)
    assert_allclose(layer.backward(np.ones_like(batches[1])), slope * np.ones((6, 4)), rtol=1e-15)


def test_layer_normalization_takes_each_sample_on_its_own_in_both_modes(batches):
    layer = LayerNormalization()
    together = layer.forward(batches[0], training=True)
    alone = np.concatenate([layer.forward(x[None]) for x in batches[0]])
    assert_array_equal(together, alone)


@pytest.mark.parametrize("layer", [BatchNormalization(), LayerNormalization()])
def test_a_large_offset_costs_no_digits(layer, batches):
    x = np.float32(batches[0]) + np.float32(2**16)
    exact = layer.forward(x.astype(np.longdouble), training=True)
    y = layer.forward(x, training=True)
    assert_allclose(y.astype(float), exact.astype(float), rtol=0, atol=1e-6)


def test_the_averages_know_an_unknown_batch():
    layer = BatchNormalization(axis=1)
    layer.build((None, 3, None))
    assert layer.state["moving_mean"].shape == (3,)
    assert layer.output_shape((None, 3, None)) == (None, 3, None)
    with pytest.raises(ValueError, match=r"`x` must be an array of size \(3,\).*Received: "):
        layer.forward(np.ones((2, 4, 5)))
    with pytest.raises(ValueError, match=r"`input_shape` must be known.*Received: "):
        BatchNormalization().build((5, None))
