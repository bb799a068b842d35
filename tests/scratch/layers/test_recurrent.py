"""What the recurrent layers promise beyond what the catalogue's cases compare."""

import numpy as np
import pytest

from scratch.layers import GRU, LSTM, Bidirectional, SimpleRNN

LAYERS = pytest.mark.parametrize("make", [SimpleRNN, LSTM, GRU])


@pytest.fixture
def x():
    return np.random.default_rng(0).standard_normal((4, 6, 3))


def built(layer, shape=(4, 6, 3)):
    layer.build(shape, rng=1)
    return layer


@LAYERS
def test_gradient_of_the_initial_state_is_the_complex_step(make, x):
    layer = built(make(5, return_sequences=True))
    rng = np.random.default_rng(2)
    states = [rng.standard_normal((4, 5)) for _ in layer.states]
    mask = rng.random((4, 6)) < 0.7
    dy = rng.standard_normal((4, 6, 5))
    layer.forward(x, mask=mask, initial_state=states)
    layer.backward(dy)
    found = layer.initial_state_grads
    for i, state in enumerate(states):
        for place in np.ndindex(state.shape):
            moved = [s.astype(complex) for s in states]
            moved[i][place] += 1e-30j
            y = layer.forward(x.astype(complex), mask=mask, initial_state=moved)
            expected = np.sum(dy * y).imag / 1e-30
            assert found[i][place] == pytest.approx(expected, rel=1e-11, abs=1e-14)


@LAYERS
def test_backward_twice_gives_the_same_gradients(make, x):
    layer = built(make(5))
    layer.forward(x)
    first = layer.backward(np.ones((4, 5))), dict(layer.grads)
    again = layer.backward(np.ones((4, 5))), dict(layer.grads)
    np.testing.assert_array_equal(first[0], again[0])
    for name, grad in first[1].items():
        np.testing.assert_array_equal(grad, again[1][name])


@LAYERS
def test_output_is_zero_until_a_step_counts_whatever_the_initial_state(make, x):
    layer = built(make(5, return_sequences=True, return_state=True))
    states = [np.ones((4, 5)) for _ in layer.states]
    mask = np.zeros((4, 6), bool)
    mask[:, 2] = True
    y, h, *_ = layer.forward(x, mask=mask, initial_state=states)
    np.testing.assert_array_equal(y[:, :2], 0)
    np.testing.assert_array_equal(y[:, 3], y[:, 2])
    np.testing.assert_array_equal(h, y[:, 2])


@LAYERS
def test_padding_at_the_end_gives_what_the_short_sequence_gives(make, x):
    layer = built(make(5))
    mask = np.arange(6) < np.full((4, 1), 4)
    np.testing.assert_array_equal(layer.forward(x, mask=mask), layer.forward(x[:, :4]))


@LAYERS
def test_masks_are_drawn_in_training_alone_and_follow_the_seed(make, x):
    def run(seed, training=True):
        layer = built(make(5, dropout=0.5, recurrent_dropout=0.25, seed=seed))
        return layer.forward(x, training=training)

    np.testing.assert_array_equal(run(3), run(3))
    assert not np.array_equal(run(3), run(4))
    np.testing.assert_array_equal(run(3, training=False), run(4, training=False))


def test_drawn_masks_keep_the_mean():
    layer = built(SimpleRNN(50, dropout=0.25), (1000, 6, 3))
    layer.forward(np.ones((1000, 6, 3)), training=True)
    mask = layer.W.mask
    assert set(np.unique(mask)) == {0, 1 / 0.75}
    assert abs(mask.mean() - 1) < 0.05
    assert layer.U.mask is None


@pytest.mark.parametrize(
    ("mask", "says"),
    [
        (np.ones((4, 3)), "a pair"),
        ((np.ones((4, 2)), None), "of shape (4, 3) or (4, 4, 3)"),
        ((None, np.ones((3, 4, 5))), "of shape (4, 5) or (4, 4, 5)"),
    ],
)
def test_dropout_masks_of_the_wrong_shape_are_refused(mask, says, x):
    layer = LSTM(5, dropout=0.5)
    layer.mask = mask
    with pytest.raises(ValueError, match="`mask` must be") as raised:
        layer.forward(x, training=True)
    assert says in str(raised.value)
    assert "Received: " in str(raised.value)


def test_backward_wants_a_gradient_for_each_returned_array(x):
    layer = LSTM(5, return_state=True)
    layer.forward(x)
    with pytest.raises(ValueError, match="2 gradients, one a returned state"):
        layer.backward(np.ones((4, 5)))
    both = Bidirectional(layer, merge_mode=None)
    both.forward(x)
    with pytest.raises(ValueError, match="6 gradients, one a returned array"):
        both.backward(np.ones((4, 5)), np.ones((4, 5)))


def test_lstm_starts_with_an_open_forget_gate():
    np.testing.assert_array_equal(built(LSTM(2)).params["bias"], [0, 0, 1, 1, 0, 0, 0, 0])
    assert not built(LSTM(2, unit_forget_bias=False)).params["bias"].any()


@LAYERS
def test_regularizers_add_their_penalty_and_gradient(make, x):
    plain = built(make(5))
    layer = built(make(5, kernel_regularizer="l2", recurrent_regularizer="l2"))
    layer.params = plain.params
    for each in (plain, layer):
        each.forward(x)
        each.backward(np.ones((4, 5)))
    kernel, recurrent = plain.params["kernel"], plain.params["recurrent_kernel"]
    assert layer.penalty() == pytest.approx(0.01 * (np.sum(kernel**2) + np.sum(recurrent**2)))
    added = layer.grads["recurrent_kernel"] - plain.grads["recurrent_kernel"]
    np.testing.assert_allclose(added, 0.02 * recurrent, rtol=1e-12, atol=1e-15)


@LAYERS
def test_a_time_mask_passes_on_where_every_step_is_returned(make):
    mask = np.ones((4, 6), bool)
    assert make(5, return_sequences=True).compute_mask(None, mask) is mask
    assert make(5).compute_mask(None, mask) is None
    assert Bidirectional(make(5)).compute_mask(None, mask) is None


@LAYERS
def test_output_shape_is_the_outputs_shape(make, x):
    for flag in (False, True):
        layer = make(5, return_sequences=flag)
        for each in (layer, Bidirectional(layer), Bidirectional(layer, merge_mode="sum")):
            assert each.output_shape((4, 6, 3)) == each.forward(x).shape


def test_the_two_directions_are_copies_with_parameters_and_masks_of_their_own(x):
    layer = LSTM(5, dropout=0.5, kernel_regularizer="l2")
    both = built(Bidirectional(layer))
    assert not layer.built
    assert sorted(both.params) == sorted(
        f"{way}_{name}"
        for way in ("forward", "backward")
        for name in ("kernel", "recurrent_kernel", "bias")
    )
    both.forward(x, training=True)
    assert not np.array_equal(both.forward_layer.W.mask, both.backward_layer.W.mask)
    kernels = both.params["forward_kernel"], both.params["backward_kernel"]
    assert both.penalty() == pytest.approx(0.01 * sum(np.sum(k**2) for k in kernels))


def test_optimizer_steps_reach_both_directions(x):
    both = built(Bidirectional(SimpleRNN(5)))
    before = both.forward(x)
    for value in both.params.values():
        value += 0.1
    assert not np.array_equal(both.forward(x), before)
