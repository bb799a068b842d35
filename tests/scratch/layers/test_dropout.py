"""Dropout: what is drawn, how often, and that the way back uses what was drawn."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from scratch.layers import Dropout

ONES = np.ones((200, 100))


@pytest.mark.parametrize("rate", [0.1, 0.5, 0.9, 0.99])
def test_the_expectation_is_the_input_and_the_rate_is_kept(rate):
    y = Dropout(rate, seed=0).forward(ONES, training=True)
    deviation = np.sqrt(rate * (1 - rate) / ONES.size)
    assert abs((y == 0).mean() - rate) < 4 * deviation
    assert abs(y.mean() - 1) < 4 * deviation / (1 - rate)
    assert_array_equal(np.unique(y), [0, 1 / (1 - rate)])


def test_the_way_back_uses_the_mask_of_the_way_there():
    layer = Dropout(0.5, seed=0)
    y = layer.forward(ONES, training=True)
    assert_array_equal(layer.backward(ONES), y)
    assert_array_equal(layer.backward(ONES), y)


def test_each_step_draws_anew_and_the_same_seed_draws_alike():
    first, second = Dropout(0.5, seed=3), Dropout(0.5, seed=3)
    a, b = (first.forward(ONES, training=True) for _ in range(2))
    assert (a != b).any()
    assert_array_equal(second.forward(ONES, training=True), a)


def test_inference_is_the_identity_also_after_training_and_with_a_mask():
    layer = Dropout(0.5, seed=0)
    layer.forward(ONES, training=True)
    layer.mask = np.zeros_like(ONES)
    assert_array_equal(layer.forward(ONES), ONES)
    assert_array_equal(layer.backward(ONES), ONES)


def test_a_mask_from_outside_stays_until_it_is_taken_away():
    layer = Dropout(0.5, seed=0)
    layer.mask = 2 * np.eye(3)
    for _ in range(2):
        assert_array_equal(layer.forward(np.ones((3, 3)), training=True), 2 * np.eye(3))
    layer.mask = None
    assert layer.forward(ONES, training=True).shape == ONES.shape


def test_float32_stays_float32():
    y = Dropout(0.3, seed=0).forward(ONES.astype(np.float32), training=True)
    assert y.dtype == np.float32


def test_a_mask_of_another_shape_is_refused():
    layer = Dropout(0.5)
    layer.mask = np.ones((1, 3))
    with pytest.raises(ValueError, match=r"`mask` must be of the shape of x.*Received: "):
        layer.forward(np.ones((2, 3)), training=True)
