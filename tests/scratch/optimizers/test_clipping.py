"""Clipping: what holds for any gradients."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from scratch.optimizers import SGD, Clipping
from scratch.optimizers.clipping import norm

FINITE = st.floats(-1e300, 1e300)
GRADS = st.lists(
    arrays(np.float64, array_shapes(max_dims=3, max_side=4), elements=FINITE), min_size=1
)
LIMITS = st.floats(1e-3, 1e3)
CONVENTIONS = st.sampled_from(["keras", "pytorch"])


@given(GRADS, LIMITS)
def test_no_element_is_larger_than_clipvalue_and_small_ones_stay(grads, c):
    for g, clipped in zip(grads, Clipping(clipvalue=c)(grads)):
        assert np.all(np.abs(clipped) <= c)
        np.testing.assert_array_equal(clipped[np.abs(g) <= c], g[np.abs(g) <= c])


@given(GRADS, LIMITS, CONVENTIONS)
def test_no_gradient_is_longer_than_clipnorm(grads, c, convention):
    for clipped in Clipping(clipnorm=c, convention=convention)(grads):
        assert norm([clipped]) <= c * (1 + 1e-12)


@given(GRADS, LIMITS, CONVENTIONS)
def test_all_gradients_together_are_shortened_and_keep_their_direction(grads, c, convention):
    clipped = Clipping(global_clipnorm=c, convention=convention)(grads)
    assert norm(clipped) <= c * (1 + 1e-12)
    before, after = (np.concatenate([g.ravel() for g in gs]) for gs in (grads, clipped))
    largest = np.argmax(np.abs(before))
    if before[largest]:
        shrinkage = after[largest] / before[largest]
        assert 0 < shrinkage <= 1
        np.testing.assert_allclose(after, shrinkage * before, rtol=1e-12, atol=1e-300)


@given(GRADS, LIMITS)
def test_what_is_short_enough_is_not_touched(grads, c):
    size = norm(grads)
    small = [g / size * (0.99 * c) for g in grads] if size else grads
    for limit in ("clipnorm", "global_clipnorm"):
        for g, clipped in zip(small, Clipping(**{limit: c})(small)):
            np.testing.assert_array_equal(clipped, g)


@given(st.lists(arrays(np.float64, 4, elements=st.floats(-1e100, 1e100)), min_size=1))
def test_the_norm_is_that_of_numpy(grads):
    expected = np.linalg.norm(np.concatenate(grads).astype(np.longdouble))
    assert norm(grads) == pytest.approx(float(expected), rel=1e-12)


@pytest.mark.parametrize("limit", ["clipvalue", "clipnorm", "global_clipnorm"])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_dtype_stays_and_large_gradients_do_not_overflow(limit, dtype):
    grads = [np.full(3, 1e30, dtype), np.zeros(2, dtype)]
    with np.errstate(all="raise"):
        clipped = Clipping(**{limit: np.float64(0.5)})(grads)
    assert [g.dtype for g in clipped] == [dtype, dtype]
    assert np.isfinite(clipped[0]).all()
    assert clipped[0][0] > 0.1
    np.testing.assert_array_equal(clipped[1], 0)


@pytest.mark.parametrize("limit", ["clipnorm", "global_clipnorm"])
@pytest.mark.parametrize("convention", ["keras", "pytorch"])
def test_a_gradient_that_is_not_a_number_does_not_hide(limit, convention):
    grads = [np.array([np.nan, 1.0]), np.array([5.0])]
    clipped = Clipping(**{limit: 1.0}, convention=convention)(grads)
    assert np.isnan(clipped[0]).all()


def test_an_optimizer_leaves_the_gradients_as_they_were():
    grads = {"w": np.array([3.0, 4.0])}
    w = {"w": np.zeros(2)}
    SGD(1.0, global_clipnorm=1.0, weight_decay=0.1, convention="pytorch").step(w, grads)
    np.testing.assert_array_equal(grads["w"], [3.0, 4.0])
    np.testing.assert_allclose(w["w"], [-0.6, -0.8], rtol=1e-6)
