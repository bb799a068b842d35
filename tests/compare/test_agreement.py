"""The rule: what agrees, what never does, and how a mismatch is told."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from compare.agreement import Finding, closeness

MATRIX = np.arange(1.0, 13.0).reshape(3, 4)
finite = st.floats(-1e6, 1e6, allow_nan=False, allow_subnormal=False)


@given(arrays(np.float64, array_shapes(max_dims=3, max_side=5), elements=finite))
def test_an_array_agrees_with_itself(a):
    found = closeness(a, a.copy())
    assert found.agrees
    assert found.max_abs_error == 0


@given(st.integers(0, 11), st.floats(1e-10, 1e3))
def test_one_wrong_element_is_enough(index, error):
    wrong = MATRIX.copy()
    wrong.flat[index] += error
    found = closeness(wrong, MATRIX)
    assert not found.agrees
    assert found.worst_element == f"[{index // 4}, {index % 4}]"


def test_a_small_element_is_held_to_its_own_size():
    a, b = np.array([1.0, 1e-10]), np.array([1.0, 1.01e-10])
    assert abs(a - b).max() < 1e-11
    assert not closeness(a, b).agrees


def test_equal_means_do_not_make_agreement():
    assert not closeness(MATRIX[::-1].copy(), MATRIX).agrees


def test_nothing_is_broadcast_or_transposed():
    assert "shapes differ" in closeness(MATRIX, MATRIX[:1]).message
    assert "shapes differ" in closeness(MATRIX, MATRIX.T.copy()).message
    assert "shapes differ" in closeness(np.float64(1.0) * np.ones(()), np.ones(1)).message


def test_dtypes_must_be_equal():
    assert "dtypes differ" in closeness(MATRIX.astype(np.float32), MATRIX).message


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("both", [False, True])
def test_what_is_not_finite_never_agrees_unless_declared(value, both):
    a, b = MATRIX.copy(), MATRIX.copy()
    a[1, 2] = value
    if both:
        b[1, 2] = value
    found = closeness(a, b)
    assert not found.agrees
    assert found.worst_element == "[1, 2]"
    assert "not finite" in found.message
    assert closeness(a, b, nonfinite=True).agrees == both


def test_declared_infinities_must_have_equal_signs():
    a, b = np.array([np.inf, 1.0]), np.array([-np.inf, 1.0])
    assert not closeness(a, b, nonfinite=True).agrees


def test_a_zero_reference_allows_no_error_but_at_a_given_scale():
    a, b = np.array([1e-17]), np.array([0.0])
    assert not closeness(a, b).agrees
    assert closeness(a, b, scale=1.0, elementwise=False).agrees


def test_the_message_counts_and_shows_the_worst_element():
    wrong = MATRIX.copy()
    wrong[2, 3] += 0.5
    wrong[0, 0] += 0.1
    message = closeness(wrong, MATRIX).message
    assert "2 of 12 elements differ (16.7%)" in message
    assert "0.5 at [2, 3]" in message
    assert "12.5" in message
    assert "0.1 at [0, 0]" in message


def test_units_in_the_last_place_are_those_of_the_dtype():
    one = np.ones(3, np.float32)
    assert closeness(np.nextafter(one, np.float32(2)), one, 1e-6).max_ulp == 1


def test_a_row_has_what_the_file_format_asks_for():
    row = Finding("dense", "ordinary", "float64", "output", "scratch", "keras", 1.0, 2.0).row()
    wanted = (
        "concept case dtype quantity left right max_abs_error scaled_error max_ulp "
        "tolerance verdict"
    )
    assert set(wanted.split()) <= set(row)
