"""No finite input may overflow, become NaN or change its dtype, in any activation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from scratch.activations import ACTIVATIONS

FUNCTIONS = [pytest.param(f, {}, id=name) for name, f in ACTIVATIONS.items()] + [
    pytest.param(ACTIVATIONS["gelu"], {"approximate": True}, id="gelu, approximate")
]
# A quarter of the largest number, so that the difference of two and λ times one are finite too.
LARGEST = {np.float32: 2.0**126, np.float64: 2.0**1022}


@st.composite
def finite(draw):
    dtype = draw(st.sampled_from(list(LARGEST)))
    numbers = st.floats(-LARGEST[dtype], LARGEST[dtype], width=32 if dtype is np.float32 else 64)
    return draw(arrays(dtype, array_shapes(max_dims=3, max_side=4), elements=numbers))


@pytest.mark.parametrize(("f", "arguments"), FUNCTIONS)
@given(x=finite())
def test_every_finite_input_has_a_finite_output_and_gradient(f, arguments, x):
    x.setflags(write=False)
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        y = f(x, **arguments)
        dx = f.backward(np.ones_like(x), x, y, **arguments)
        derivative = f.derivative(x, **arguments)
    for found in (y, dx, derivative):
        assert found.dtype == x.dtype
        assert np.isfinite(found).all()
    assert y.shape == dx.shape == x.shape


@pytest.mark.parametrize(
    ("name", "x", "y"),
    [
        ("sigmoid", -1000.0, 0.0),
        ("softplus", -1000.0, 0.0),
        ("softplus", 1000.0, 1000.0),
        ("elu", -1e30, -1.0),
        ("silu", -1e30, 0.0),
        ("silu", 1e30, 1e30),
        ("gelu", -1e30, 0.0),
        ("gelu", 1e30, 1e30),
        ("tanh", -1e30, -1.0),
        ("softmax", [-1e30, 1e30], [0, 1]),
        ("log_softmax", [-1e30, 1e30], [-2e30, 0]),
        ("log_softmax", [1000.0, 1000.0], [-np.log(2), -np.log(2)]),
    ],
)
def test_far_out_the_limit_is_reached(name, x, y):
    np.testing.assert_allclose(ACTIVATIONS[name](np.array(x)), y, rtol=1e-15)
