"""Layers that take a list: what comes back is a list of gradients, each an array of its own."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from scratch.layers import Add, Concatenate, Layer


@pytest.fixture
def arrays():
    return [np.ones((2, 3)), np.full((2, 3), 2.0)]


def test_only_they_take_a_list():
    assert Add.takes_list
    assert Concatenate.takes_list
    assert not Layer.takes_list


def test_add_gives_each_input_a_gradient_of_its_own(arrays):
    layer = Add()
    layer.forward(arrays)
    first, second = layer.backward(np.ones((2, 3)))
    first += 1
    assert_array_equal(second, np.ones((2, 3)))


def test_concatenate_knows_its_shape_with_an_unknown_batch():
    assert Concatenate().output_shape([(None, 3), (None, 4)]) == (None, 7)


@pytest.mark.parametrize("layer", [Add(), Concatenate()], ids=["add", "concatenate"])
def test_an_array_instead_of_a_list_is_refused(layer):
    with pytest.raises(TypeError, match=r"`xs` must be a list of arrays\. Received: "):
        layer.forward(np.ones((2, 3)))


@pytest.mark.parametrize("layer", [Add(), Concatenate()], ids=["add", "concatenate"])
def test_a_gradient_of_another_shape_is_refused(layer, arrays):
    layer.forward(arrays)
    with pytest.raises(ValueError, match=r"`dy` must be of the output's shape.*Received: "):
        layer.backward(np.ones((1, 1)))
