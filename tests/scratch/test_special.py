"""erf and erfc against SciPy and against many digits."""

import mpmath
import numpy as np
import pytest
import scipy.special
from numpy.testing import assert_allclose, assert_array_equal

from scratch.special import erf, erfc

POINTS = np.concatenate(
    [
        np.linspace(-6, 6, 4001),
        np.linspace(0.46, 0.48, 101),  # where one approximation takes over from another
        np.linspace(3.99, 4.01, 101),
        [5e-324, 1e-300, 1e-30, 1e-8, -1e-8],
    ]
)


def ulps(a, b):
    return np.max(np.abs(a - b) / np.spacing(np.maximum(np.abs(b), np.finfo(b.dtype).tiny)))


def with_many_digits(function, x):
    with mpmath.workdps(40):
        return np.array([float(function(mpmath.mpf(float(v)))) for v in x])


def test_erf_is_as_scipy_has_it():
    assert ulps(erf(POINTS), scipy.special.erf(POINTS)) <= 6


def test_erfc_is_as_scipy_has_it_to_its_own_precision():
    # Far out SciPy is the less exact of the two, as the test with many digits shows.
    assert_allclose(erfc(POINTS), scipy.special.erfc(POINTS), rtol=1e-14)


@pytest.mark.parametrize(("ours", "exact"), [(erf, mpmath.erf), (erfc, mpmath.erfc)])
def test_both_are_right_to_a_few_units_in_the_last_place(ours, exact):
    x = np.random.default_rng(0).uniform(-6, 26, 500)
    assert ulps(ours(x), with_many_digits(exact, x)) <= 6


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.longdouble])
def test_the_dtype_stays(dtype):
    x = np.linspace(-5, 5, 101, dtype=dtype)
    assert erf(x).dtype == erfc(x).dtype == dtype
    assert_allclose(
        erf(x), scipy.special.erf(x.astype(float)), atol=4 * np.finfo(dtype).eps + 1e-15
    )


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_largest_numbers_raise_no_warning(dtype):
    x = np.array([-1, 1], dtype) * np.finfo(dtype).max
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        assert_array_equal(erf(x), [-1, 1])
        assert_array_equal(erfc(x), [2, 0])


def test_the_complex_step_gives_the_derivative():
    x = np.linspace(-6, 6, 601)
    slope = erf(x + 1e-40j).imag / 1e-40
    assert_allclose(slope, 2 / np.sqrt(np.pi) * np.exp(-(x**2)), rtol=1e-13, atol=1e-16)
