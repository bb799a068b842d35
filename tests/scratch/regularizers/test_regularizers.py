"""A layer's penalty, and its part of the gradients."""

import numpy as np
import pytest

from scratch import regularizers
from scratch.layers import Dense
from scratch.regularizers import L1, L1L2, L2


def gradients(x, dy, **arguments):
    layer = Dense(2, **arguments)
    layer.build(x.shape, rng=0)
    layer.forward(x)
    layer.backward(dy)
    return layer


@pytest.mark.parametrize("regularizer", [L1(0.3), L2(0.2), L1L2(0.3, 0.2)])
def test_a_regularized_kernel_adds_the_penaltys_gradient_and_the_bias_does_not(regularizer):
    rng = np.random.default_rng(0)
    x, dy = rng.standard_normal((5, 3)), rng.standard_normal((5, 2))
    plain = gradients(x, dy)
    layer = gradients(x, dy, kernel_regularizer=regularizer)
    W = layer.params["kernel"]
    np.testing.assert_allclose(
        layer.grads["kernel"] - plain.grads["kernel"], regularizer.gradient(W), rtol=1e-12
    )
    np.testing.assert_array_equal(layer.grads["bias"], plain.grads["bias"])
    assert layer.penalty() == regularizer(W)
    assert plain.penalty() == 0


@pytest.mark.parametrize("regularizer", [L1, L2, L1L2])
def test_a_numpy_factor_leaves_float32_as_it_is(regularizer):
    made = regularizer(np.float64(0.1))
    w = np.ones((2, 3), np.float32)
    assert made(w).dtype == made.gradient(w).dtype == np.float32


def test_names_are_kerass_and_a_missing_factor_is_zero():
    assert isinstance(regularizers.get("l1"), L1)
    assert isinstance(regularizers.get("l2"), L2)
    assert regularizers.get("l1_l2")(np.ones(3)) == regularizers.get("l1l2")(np.ones(3)) == 0
    assert regularizers.get(None) is None
    with pytest.raises(ValueError, match="`regularizer` must be one of"):
        regularizers.get("l3")


def test_a_regularizer_is_found_as_keras_writes_it():
    found = regularizers.get({"class_name": "L1L2", "config": {"l1": 0.25, "l2": 0.5}})
    assert isinstance(found, L1L2)
    assert found(np.array([2.0])) == 2.5
    with pytest.raises(ValueError, match=r"`regularizer` must be one of .*Received: "):
        regularizers.get({"class_name": "L3", "config": {}})
