"""What Embedding promises beyond what the catalogue's cases compare."""

import numpy as np

from scratch.layers import Embedding


def test_backward_returns_nothing_and_adds_up_duplicates():
    layer = Embedding(3, 2)
    layer.forward(np.array([[2, 0, 2]]))
    assert layer.backward(np.array([[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]])) is None
    np.testing.assert_array_equal(layer.grads["embeddings"], [[3, 4], [0, 0], [6, 8]])


def test_mask_is_true_where_x_is_not_zero():
    x = np.array([[1, 0, 2]])
    np.testing.assert_array_equal(
        Embedding(3, 2, mask_zero=True).compute_mask(x), [[True, False, True]]
    )
    assert Embedding(3, 2).compute_mask(x) is None


def test_whole_numbers_stored_as_floats_are_taken():
    layer = Embedding(3, 2)
    x = np.array([[2, 0, 1]])
    np.testing.assert_array_equal(layer.forward(x.astype(np.float32)), layer.forward(x))


def test_no_rows_at_all():
    layer = Embedding(3, 2)
    assert layer.forward(np.zeros((0, 4), int)).shape == (0, 4, 2)
    layer.backward(np.zeros((0, 4, 2)))
    np.testing.assert_array_equal(layer.grads["embeddings"], np.zeros((3, 2)))


def test_starts_small_as_in_keras():
    layer = Embedding(1000, 8)
    layer.build((None, 4), rng=0)
    table = layer.params["embeddings"]
    assert np.abs(table).max() <= 0.05
    assert np.abs(table).max() > 0.049
