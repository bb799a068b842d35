"""Attention: which inputs stand in for others, who sees whom, and what dropout draws."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scratch.layers import MultiHeadAttention


@pytest.fixture
def layer():
    layer = MultiHeadAttention(num_heads=2, key_dim=3)
    layer.build((None, None, 4), rng=0)
    return layer


@pytest.fixture
def arrays():
    return np.random.default_rng(1).standard_normal((3, 2, 5, 4))


def test_the_value_is_the_query_and_the_key_the_value_unless_given(layer, arrays):
    x, value, _ = arrays
    assert_array_equal(layer.forward(x), layer.forward(x, x, x))
    assert_array_equal(layer.forward(x, value), layer.forward(x, value, value))
    assert_array_equal(layer.forward(x, key=value), layer.forward(x, x, value))


def test_gradients_come_in_the_order_of_the_inputs_and_add_up_where_one_serves_twice(layer, arrays):
    x, value, dy = arrays
    layer.forward(x, value, value)
    dquery, dvalue, dkey = layer.backward(dy)
    layer.forward(x, value)
    first, second = layer.backward(dy)
    assert_array_equal(first, dquery)
    assert_allclose(second, dvalue + dkey, rtol=1e-15)
    layer.forward(x, key=value)
    together, of_key = layer.backward(dy)
    layer.forward(x, x, value)
    dquery, dvalue, dkey = layer.backward(dy)
    assert_allclose(together, dquery + dvalue, rtol=1e-15)
    assert_array_equal(of_key, dkey)


def test_with_a_causal_mask_the_past_does_not_depend_on_the_future(layer, arrays):
    x, other, _ = arrays
    changed = np.concatenate([x[:, :3], other[:, 3:]], axis=1)
    before = layer.forward(x, use_causal_mask=True)
    after = layer.forward(changed, use_causal_mask=True)
    assert_array_equal(before[:, :3], after[:, :3])
    assert (before[:, 3:] != after[:, 3:]).all()


def test_what_is_masked_changes_nothing_and_gets_no_gradient(layer, arrays):
    query, value, dy = arrays
    mask = np.broadcast_to(np.arange(5) < 3, (2, 5, 5))
    y = layer.forward(query, value, attention_mask=mask)
    _, dvalue = layer.backward(dy)
    assert_allclose(y, layer.forward(query, value[:, :3]), rtol=1e-13)
    assert_array_equal(dvalue[:, 3:], 0)
    assert (dvalue[:, :3] != 0).all()


def test_the_order_of_the_keys_does_not_matter(layer, arrays):
    query, value, _ = arrays
    assert_allclose(layer.forward(query, value[:, ::-1]), layer.forward(query, value), rtol=1e-13)


def test_drawn_dropout_thins_out_the_weights_in_training_alone(arrays):
    layer = MultiHeadAttention(num_heads=2, key_dim=3, dropout=0.5, seed=0)
    x = arrays[0]
    layer.build(x.shape, rng=0)
    plain = layer.forward(x)
    assert_array_equal(plain, layer.forward(x))
    assert (plain != layer.forward(x, training=True)).any()
    layer.mask = np.ones((2, 2, 5, 5))
    assert_array_equal(plain, layer.forward(x, training=True))


def test_a_first_call_builds_for_all_its_inputs(arrays):
    layer = MultiHeadAttention(num_heads=2, key_dim=3, value_dim=5)
    query = arrays[0].astype(np.float32)
    y = layer.forward(query, np.ones((2, 6, 7), np.float32), np.ones((2, 6, 8), np.float32))
    assert y.shape == layer.output_shape(query.shape)
    assert y.dtype == np.float32
    assert {name: p.shape for name, p in layer.params.items() if "kernel" in name} == {
        "query_kernel": (4, 2, 3),
        "key_kernel": (8, 2, 3),
        "value_kernel": (7, 2, 5),
        "output_kernel": (2, 5, 4),
    }


def test_a_dropout_mask_of_another_shape_is_refused(layer, arrays):
    layer.mask = np.ones((2, 5, 5))
    with pytest.raises(ValueError, match=r"`mask` must be of the shape.*Received: "):
        layer.forward(arrays[0], training=True)


def test_a_shape_without_known_features_is_refused():
    with pytest.raises(ValueError, match=r"`input_shape` must be \(batch, length, features\)"):
        MultiHeadAttention(num_heads=2, key_dim=3).build((None, 5, None))
