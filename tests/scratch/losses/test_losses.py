"""What holds between the losses, and for whatever numbers come in."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from scratch import losses
from scratch.losses import (
    BinaryCrossentropy,
    CategoricalCrossentropy,
    Huber,
    MeanAbsoluteError,
    MeanSquaredError,
    SparseCategoricalCrossentropy,
)

LOGITS = st.sampled_from([np.float32, np.float64]).flatmap(
    lambda dtype: arrays(dtype, (3, 4), elements=st.floats(-(2.0**100), 2.0**100, width=32))
)


@pytest.mark.parametrize("name", list(losses.LOSSES))
def test_a_loss_is_found_by_name(name):
    assert isinstance(losses.get(name), losses.LOSSES[name])


def test_an_unknown_name_is_answered_with_the_known_ones():
    with pytest.raises(ValueError, match=r"`loss` must be .*huber.* Received: loss='hubber'"):
        losses.get("hubber")


@given(x=LOGITS)
@pytest.mark.parametrize("make", [BinaryCrossentropy, CategoricalCrossentropy])
def test_any_finite_logits_give_a_finite_loss_and_gradient(make, x):
    loss = make(from_logits=True)
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        value, gradient = loss(np.eye(3, 4), x), loss.backward()
    assert np.isfinite(value)
    assert np.isfinite(gradient).all()
    assert value.dtype == gradient.dtype == x.dtype
    assert np.abs(gradient).max() <= 1


@given(x=LOGITS)
def test_class_ids_and_their_one_hot_vectors_give_the_same_from_logits(x):
    sparse = SparseCategoricalCrossentropy(from_logits=True)
    dense = CategoricalCrossentropy(from_logits=True)
    ids = np.array([0, 3, 1])
    assert sparse(ids, x) == dense(np.eye(4)[ids], x)
    np.testing.assert_allclose(sparse.backward(), dense.backward(), rtol=1e-6)


def test_probabilities_are_divided_by_their_sum_before_the_cut_or_after_it():
    p = np.array([[1e-9, 0.5, 1.5]])
    ids = np.array([2])
    dense = CategoricalCrossentropy()(np.eye(3)[ids], p)
    sparse = SparseCategoricalCrossentropy()(ids, p)
    np.testing.assert_allclose(dense, -np.log(1.5 / (2 + 1e-9)), rtol=1e-12)
    np.testing.assert_allclose(sparse, -np.log((1 - 1e-7) / (1e-7 + 0.5 + 1 - 1e-7)), rtol=1e-12)


@pytest.mark.parametrize("dtype", [np.uint8, np.int32, np.int64, np.float32])
def test_class_ids_may_be_of_any_type_that_holds_whole_numbers(dtype):
    p = np.array([[0.2, 0.8], [0.4, 0.6]])
    loss = SparseCategoricalCrossentropy()
    np.testing.assert_allclose(loss(np.array([1, 0], dtype), p), -np.log(0.8 * 0.4) / 2)


@pytest.mark.parametrize("ids", [[np.nan, 0.0], [np.inf, 0.0], [0.5, 0.0], ["a", "b"]])
def test_class_ids_that_are_no_whole_numbers_are_refused(ids):
    with pytest.raises((TypeError, ValueError), match="`y_true` must be"):
        SparseCategoricalCrossentropy()(np.array(ids), np.full((2, 3), 1 / 3))


@pytest.mark.parametrize("make", list(losses.LOSSES.values()))
def test_there_is_no_mean_over_nothing(make):
    with pytest.raises(ValueError, match="`y_pred` must be an array of at least one number"):
        make()(np.zeros((0, 3)), np.zeros((0, 3)))


def test_huber_is_half_the_squared_error_near_zero_and_grows_like_the_absolute_one_far_away():
    t, near, far = np.zeros(5), np.linspace(-1, 1, 5), np.linspace(90, 100, 5)
    np.testing.assert_allclose(Huber()(t, near), MeanSquaredError()(t, near) / 2)
    np.testing.assert_allclose(Huber()(t, far), MeanAbsoluteError()(t, far) - 0.5)


def test_smoothing_moves_the_best_prediction_away_from_certainty():
    loss = CategoricalCrossentropy(label_smoothing=0.3)
    target = np.array([[0.0, 1.0, 0.0]])
    best = np.array([[0.1, 0.8, 0.1]])
    loss(target, best)
    np.testing.assert_allclose(loss.backward(), 0, atol=1e-15)
