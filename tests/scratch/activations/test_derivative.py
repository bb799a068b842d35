"""`derivative` and `backward` say the same, for functions of an element and for Jacobians."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from scratch.activations import ACTIVATIONS, log_softmax, softmax

ELEMENTWISE = [f for name, f in ACTIVATIONS.items() if "softmax" not in name]


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.mark.parametrize("f", ELEMENTWISE, ids=lambda f: f.name)
def test_backward_is_the_upstream_gradient_times_the_derivative(f, rng):
    x, dy = rng.normal(size=(2, 5, 7), scale=3)
    assert_allclose(f.backward(dy, x, f(x)), dy * f.derivative(x), rtol=1e-13, atol=1e-15)


@pytest.mark.parametrize("f", [softmax, log_softmax], ids=lambda f: f.name)
@pytest.mark.parametrize("axis", [-1, 0, 1])
def test_backward_is_the_product_with_the_jacobian(f, axis, rng):
    x, dy = rng.normal(size=(2, 3, 4, 5))
    jacobian = f.derivative(x, axis=axis)
    rows = np.moveaxis(dy, axis, -1)
    assert jacobian.shape == (*rows.shape, rows.shape[-1])
    expected = np.moveaxis(np.einsum("...i,...ij->...j", rows, jacobian), -1, axis)
    assert_allclose(f.backward(dy, x, f(x, axis=axis), axis=axis), expected, rtol=1e-12, atol=1e-15)


def test_the_kinks_are_where_the_docstrings_say():
    at_zero = {
        name: float(f.derivative(np.zeros(1))[0])
        for name, f in ACTIVATIONS.items()
        if "softmax" not in name
    }
    assert at_zero["relu"] == 0
    assert at_zero["leaky_relu"] == 0.2
    assert at_zero["elu"] == 1
    assert at_zero["selu"] == pytest.approx(1.7580993408473766)
