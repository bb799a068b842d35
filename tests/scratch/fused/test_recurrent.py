"""Recurrent layers and embeddings, fused: dropout masks, time masks, both directions."""

from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scratch.fused import recurrent as fused_recurrent
from scratch.fused.embedding import put_sums
from scratch.layers import GRU, LSTM, BatchNormalization, Dense, Embedding, Flatten, SimpleRNN
from scratch.losses import MeanSquaredError
from scratch.network import Sequential
from scratch.optimizers import Adam
from tests.scratch.fused.together import trained_together


@st.composite
def recurrent(draw):
    """A recurrent layer and its arguments."""
    kind = draw(st.sampled_from([LSTM, GRU, SimpleRNN]))
    own = {"reset_after": draw(st.sampled_from([True, True, False]))} if kind is GRU else {}
    return (
        kind,
        {
            **own,
            "bias_initializer": "ones",
            "units": draw(st.integers(1, 5)),
            "use_bias": draw(st.booleans()),
            "dropout": draw(st.sampled_from([0.0, 0.3])),
            "recurrent_dropout": draw(st.sampled_from([0.0, 0.3])),
            "go_backwards": draw(st.booleans()),
            "recurrent_regularizer": draw(st.sampled_from([None, "l2"])),
            "activation": draw(st.sampled_from(["tanh", "tanh", "relu"])),
            "seed": 5,
        },
    )


@settings(max_examples=60)
@given(
    st.lists(recurrent(), min_size=1, max_size=2),
    st.sampled_from(["words", "padded words", "numbers"]),
    st.booleans(),
    st.integers(1, 12),
    st.integers(0, 99),
    st.sampled_from(["float64", "float32"]),
    st.sampled_from([1, 100, fused_recurrent.BLOCK]),
)
def test_sequences_take_the_plain_steps(parts, kind, sequences, time, seed, dtype, block):
    def layers():
        made = [] if kind == "numbers" else [Embedding(9, 3, mask_zero=kind == "padded words")]
        *inner, (last, given) = parts
        made += [make(**given, return_sequences=True) for make, given in inner]
        made += [last(**given, return_sequences=sequences)]
        return [*made, *([Flatten()] if sequences else []), Dense(2)]

    rng = np.random.default_rng(seed)
    rows = int(rng.integers(2, 7))
    batches = []
    for n in (rows, rows - 1, rows):
        x = (
            rng.standard_normal((n, time, 3))
            if kind == "numbers"
            else rng.integers(0, 9, (n, time))
        )
        x = x.astype(dtype) if kind == "numbers" else x
        batches.append((x, rng.standard_normal((n, 2)).astype(dtype)))
    adam = lambda: Adam(0.01, epsilon=1e-2)  # noqa: E731
    with patch.object(fused_recurrent, "BLOCK", block):
        trained_together(layers, MeanSquaredError(), adam, batches, dtype)


MASKS = [None, "one for all gates", "one a gate"]


@pytest.mark.parametrize("rate", [0.0, 0.5])
@pytest.mark.parametrize("input_mask", MASKS)
@pytest.mark.parametrize("recurrent_mask", MASKS)
def test_masks_of_any_kind_may_be_set_from_outside(rate, input_mask, recurrent_mask):
    rows, time, n, units = 6, 3, 4, 2
    masks_rng = np.random.default_rng(0)
    shapes = {"one for all gates": (rows,), "one a gate": (4, rows)}
    mask = tuple(
        kind and masks_rng.integers(0, 2, (*shapes[kind], size)) * 2.0
        for kind, size in ((input_mask, n), (recurrent_mask, units))
    )

    def layers():
        lstm = LSTM(units, dropout=rate, recurrent_dropout=rate)
        lstm.mask = mask
        return [Embedding(9, n), lstm, Dense(2)]

    rng = np.random.default_rng(1)
    batches = [(rng.integers(0, 9, (rows, time)), rng.standard_normal((rows, 2))) for _ in range(2)]
    trained_together(
        layers, MeanSquaredError(), lambda: Adam(0.01, epsilon=1e-2), batches, "float64"
    )


@pytest.mark.parametrize("layer", [LSTM, GRU, SimpleRNN])
def test_gradients_that_vanish_through_time_leave_no_subnormal_numbers(layer):
    time, rng = 1200, np.random.default_rng(0)
    network = Sequential(
        [Embedding(time, 3), layer(8, recurrent_initializer="glorot_uniform"), Dense(1)]
    )
    network.build((None, time), rng=0, dtype="float32")
    network.compile("sgd", "mean_squared_error", fused=True)
    words = np.stack([rng.permutation(time) for _ in range(2)])
    network.backpropagate(words, np.ones((2, 1), "float32"))
    sizes = np.abs(network.grads["embedding/embeddings"])
    assert sizes.any(axis=1).sum() < time
    assert not np.any((sizes > 0) & (sizes < np.finfo("float32").tiny))


@pytest.mark.parametrize("shape", [(1,), (4,), (2, 3)])
@pytest.mark.parametrize("after", [[Flatten], [BatchNormalization, Flatten]])
def test_embeddings_of_any_shape(shape, after):
    def layers():
        return [
            Embedding(30, 2, embeddings_regularizer="l2"),
            *(make() for make in after),
            Dense(1),
        ]

    rng = np.random.default_rng(0)
    batches = [(rng.integers(0, 30, (n, *shape)), rng.standard_normal((n, 1))) for n in (6, 3, 6)]
    trained_together(layers, MeanSquaredError(), lambda: Adam(0.01), batches, "float64")


@pytest.mark.parametrize("words", [1, 3, 40, 500])
@pytest.mark.parametrize("places", [1, 50, 2000])
def test_rows_are_summed_however_often_a_word_comes(words, places):
    rng = np.random.default_rng(0)
    ids = np.minimum(rng.integers(0, words, places), rng.integers(0, words, places))
    rows = rng.standard_normal((places, 3))
    found, expected = np.zeros((2, words, 3))
    touched = put_sums(found, ids, rows, np.empty((places, 3)), np.empty((places // 2, 3)))
    np.add.at(expected, ids, rows)
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-12)
    np.testing.assert_array_equal(np.sort(touched), np.unique(ids))


def test_words_are_checked_as_ever():
    network = Sequential([Embedding(3, 2), Flatten(), Dense(1)])
    network.build((None, 2), rng=0)
    network.compile("sgd", "mean_squared_error", fused=True)
    with pytest.raises(ValueError, match="input_dim"):
        network.train_on_batch(np.array([[0, 3]]), np.zeros((1, 1)))
