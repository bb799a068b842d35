"""The geometry that convolution and pooling share, against counting by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scratch.layers.windows import Windows, same_padding, windows

PAIRS = st.tuples(st.integers(1, 3), st.integers(1, 3))
WINDOWS = st.builds(Windows, PAIRS, PAIRS, PAIRS, st.sampled_from(["valid", "same"]))


def image_for(w, more):
    """The smallest size on which the windows fit, and some pixels more."""
    least = w.span if w.padding == "valid" else (1, 1)
    return tuple(low + extra for low, extra in zip(least, more, strict=True))


@given(WINDOWS, st.tuples(st.integers(0, 5), st.integers(0, 5)))
def test_places_are_those_that_one_finds_by_walking(w, more):
    size = image_for(w, more)
    found = []
    for n, span, stride in zip(size, w.span, w.strides, strict=True):
        starts = range(0, n, stride) if w.padding == "same" else range(0, n - span + 1, stride)
        found.append(len(starts))
    assert w.places(size) == tuple(found)


@given(WINDOWS, st.tuples(st.integers(0, 5), st.integers(0, 5)))
def test_view_and_positions_see_the_same_pixels(w, more):
    size = image_for(w, more)
    x = np.random.default_rng(0).standard_normal((2, *size, 3))
    seen, padded = w.view(x), w.pad(x)
    assert seen.shape == (*w.kernel_size, 2, *w.places(size), 3)
    for position, pixels in w.positions(size):
        np.testing.assert_array_equal(seen[position], padded[pixels])
    np.testing.assert_array_equal(w.crop(padded, size), x)


@given(WINDOWS, st.tuples(st.integers(0, 5), st.integers(0, 5)))
def test_scatter_is_the_adjoint_of_view(w, more):
    size = image_for(w, more)
    rng = np.random.default_rng(0)
    x = rng.standard_normal((2, *size, 3))
    u = rng.standard_normal(w.view(x).shape)
    assert np.vdot(w.scatter(u, size), x) == pytest.approx(np.vdot(u, w.view(x)), abs=1e-11)


def test_an_odd_border_has_its_larger_half_after_the_image():
    assert same_padding(6, span=3, stride=2) == (0, 1)
    assert same_padding(7, span=3, stride=2) == (1, 1)
    assert same_padding(5, span=1, stride=3) == (0, 0)


def test_view_without_border_copies_nothing():
    x = np.zeros((1, 5, 5, 2))
    assert np.shares_memory(windows(3, 1, 1, "valid").view(x), x)


def test_an_unknown_length_stays_unknown():
    assert windows(3, 2, 1, "same").places((None, 5)) == (None, 3)
