"""What users may rely on, sentence by sentence, as somebody writes who knows the contract alone."""

import subprocess
import sys

import numpy as np
import pytest

import scratch
from scratch.layers import GRU, LSTM, Bidirectional, Embedding, MultiHeadAttention, SimpleRNN

L = scratch.layers
LAYERS = {
    "dense": (lambda: L.Dense(4, activation="relu"), (5, 3)),
    "dense of sequences": (lambda: L.Dense(4, use_bias=False), (2, 5, 3)),
    "activation": (lambda: L.Activation("tanh"), (5, 3)),
    "conv2d": (lambda: L.Conv2D(4, 3, padding="same"), (2, 7, 6, 3)),
    "conv2d, groups": (lambda: L.Conv2D(4, (2, 3), strides=2, groups=2), (2, 7, 6, 4)),
    "conv2d transpose": (lambda: L.Conv2DTranspose(4, 3, strides=2), (2, 5, 4, 3)),
    "depthwise": (lambda: L.DepthwiseConv2D(3, depth_multiplier=2), (2, 5, 6, 3)),
    "max pooling": (lambda: L.MaxPooling2D(), (2, 6, 7, 3)),
    "average pooling": (lambda: L.AveragePooling2D(2, padding="same"), (2, 6, 7, 3)),
    "global average": (lambda: L.GlobalAveragePooling2D(), (2, 6, 7, 3)),
    "global max": (lambda: L.GlobalMaxPooling2D(), (2, 6, 7, 3)),
    "flatten": (lambda: L.Flatten(), (2, 6, 7, 3)),
    "reshape": (lambda: L.Reshape((6, -1)), (2, 6, 7, 3)),
    "dropout": (lambda: L.Dropout(0.5), (5, 3)),
    "gaussian noise": (lambda: L.GaussianNoise(0.5), (5, 3)),
    "random flip": (lambda: L.RandomFlip(), (2, 6, 7, 3)),
    "random rotation": (lambda: L.RandomRotation(0.1), (2, 6, 7, 3)),
    "batch normalization": (lambda: L.BatchNormalization(), (5, 3)),
    "batch normalization of images": (lambda: L.BatchNormalization(), (2, 6, 7, 3)),
    "layer normalization": (lambda: L.LayerNormalization(), (5, 3)),
    "simple rnn": (lambda: SimpleRNN(4, dropout=0.2, recurrent_dropout=0.2), (2, 5, 3)),
    "lstm": (lambda: LSTM(4, return_sequences=True, dropout=0.2), (2, 5, 3)),
    "gru": (lambda: GRU(4, dropout=0.2, recurrent_dropout=0.2), (2, 5, 3)),
    "gru, reset before": (lambda: GRU(4, reset_after=False), (2, 5, 3)),
    "bidirectional": (lambda: Bidirectional(LSTM(4)), (2, 5, 3)),
    "attention": (lambda: MultiHeadAttention(2, 3), (2, 5, 4)),
}
PARAMS = {
    "dense": {"kernel": (3, 4), "bias": (4,)},
    "dense of sequences": {"kernel": (3, 4)},
    "conv2d": {"kernel": (3, 3, 3, 4), "bias": (4,)},
    "conv2d, groups": {"kernel": (2, 3, 2, 4), "bias": (4,)},
    "conv2d transpose": {"kernel": (3, 3, 4, 3), "bias": (4,)},
    "depthwise": {"kernel": (3, 3, 3, 2), "bias": (6,)},
    "batch normalization": {"gamma": (3,), "beta": (3,)},
    "layer normalization": {"gamma": (3,), "beta": (3,)},
    "simple rnn": {"kernel": (3, 4), "recurrent_kernel": (4, 4), "bias": (4,)},
    "lstm": {"kernel": (3, 16), "recurrent_kernel": (4, 16), "bias": (16,)},
    "gru": {"kernel": (3, 12), "recurrent_kernel": (4, 12), "bias": (2, 12)},
    "gru, reset before": {"kernel": (3, 12), "recurrent_kernel": (4, 12), "bias": (12,)},
}
LOSSES = {
    "mean squared": scratch.losses.MeanSquaredError(),
    "mean absolute": scratch.losses.MeanAbsoluteError(),
    "huber": scratch.losses.Huber(),
    "binary": scratch.losses.BinaryCrossentropy(),
    "binary, logits": scratch.losses.BinaryCrossentropy(from_logits=True, label_smoothing=0.1),
    "categorical": scratch.losses.CategoricalCrossentropy(label_smoothing=0.1),
    "categorical, logits": scratch.losses.CategoricalCrossentropy(from_logits=True),
    "sparse": scratch.losses.SparseCategoricalCrossentropy(),
    "sparse, logits": scratch.losses.SparseCategoricalCrossentropy(from_logits=True),
}
OPTIMIZERS = ("SGD", "Adagrad", "RMSprop", "Adam", "AdamW")
every_layer = pytest.mark.parametrize("name", LAYERS)
every_loss = pytest.mark.parametrize("name", LOSSES)
every_optimizer = pytest.mark.parametrize("name", OPTIMIZERS)
every_dtype = pytest.mark.parametrize("dtype", [np.float32, np.float64])


@pytest.fixture
def rng():
    return np.random.default_rng(0)


def read_only(x):
    """Whoever changes it in place raises."""
    x = np.array(x)
    x.flags.writeable = False
    return x


def drawn(rng, shape, dtype=np.float64):
    return read_only(3 * rng.standard_normal(shape)).astype(dtype)


def built(name, rng):
    make, shape = LAYERS[name]
    layer = make()
    layer.build((None, *shape[1:]), rng)
    return layer, shape


def test_the_parts_are_there_after_import_scratch_alone():
    names = ["activations", "layers", "losses", "optimizers", "schedules", "callbacks", "network"]
    code = f"import scratch; print(*[getattr(scratch, name).__name__ for name in {names}])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [f"scratch.{name}" for name in names]
    with pytest.raises(AttributeError, match="no attribute 'torch'"):
        scratch.torch  # noqa: B018


@every_layer
@every_dtype
@pytest.mark.parametrize("training", [False, True])
def test_what_goes_in_comes_out_in_its_dtype_and_unchanged(name, dtype, training, rng):
    layer, shape = built(name, rng)
    x = read_only(drawn(rng, shape, dtype))
    y = layer.forward(x, training=training)
    dx = layer.backward(read_only(np.ones_like(y)))
    assert y.dtype == dx.dtype == dtype
    assert dx.shape == x.shape
    assert {k: g.shape for k, g in layer.grads.items()} == {
        k: p.shape for k, p in layer.params.items()
    }
    assert {g.dtype for g in layer.grads.values()} <= {np.dtype(dtype)}


@pytest.mark.parametrize("name", PARAMS)
def test_parameters_have_keras_names_and_shapes(name, rng):
    layer, _ = built(name, rng)
    assert {k: p.shape for k, p in layer.params.items()} == PARAMS[name]


@every_layer
def test_parameters_may_be_filled_in_place_or_replaced_in_any_dtype(name, rng):
    filled, shape = built(name, rng)
    replaced, _ = built(name, rng)
    for key, value in filled.params.items():
        w = rng.standard_normal(value.shape).astype(np.float32)
        filled.params[key][...] = w
        replaced.params[key] = w
    x = drawn(rng, shape)
    y, other = filled.forward(x), replaced.forward(x)
    np.testing.assert_allclose(y, other, rtol=1e-12)
    dx, other = (layer.backward(np.ones_like(y)) for layer in (filled, replaced))
    np.testing.assert_allclose(dx, other, rtol=1e-12, atol=1e-14)


@every_layer
def test_build_takes_unknown_lengths_lists_seeds_and_is_done_on_first_use(name, rng):
    make, shape = LAYERS[name]
    for input_shape, source in (
        ((None, *shape[1:]), rng),
        ([None, *shape[1:]], 7),
        (shape, None),
        ((*[None] * (len(shape) - 1), shape[-1]), rng),
    ):
        layer = make()
        layer.build(input_shape, source)
        assert layer.output_shape((None, *shape[1:]))[0] is None
    x = drawn(rng, shape)
    y = make().forward(x)
    assert y.shape == layer.output_shape(shape)


@every_layer
def test_the_same_seed_gives_the_same_parameters(name):
    make, shape = LAYERS[name]
    first, second = make(), make()
    first.build(shape, np.random.default_rng(3))
    second.build(shape, np.random.default_rng(3))
    for key, value in first.params.items():
        np.testing.assert_array_equal(value, second.params[key])


@every_layer
def test_what_was_handed_out_stays_as_it_is(name, rng):
    layer, shape = built(name, rng)
    x = drawn(rng, shape)
    y = layer.forward(x)
    dx = layer.backward(np.ones_like(y))
    handed_out = {"y": y, "dx": dx, **layer.grads}
    copies = {key: value.copy() for key, value in handed_out.items()}
    layer.backward(2 * np.ones_like(layer.forward(x + 1)))
    for key, value in handed_out.items():
        np.testing.assert_array_equal(value, copies[key], err_msg=key)


@every_layer
def test_lists_and_integers_are_taken_as_numbers(name, rng):
    layer, shape = built(name, rng)
    x = rng.integers(-3, 4, shape)
    expected = layer.forward(x.astype(float))
    for given in (x, x.tolist(), np.asfortranarray(x)):
        np.testing.assert_array_equal(layer.forward(given), expected)


@every_layer
def test_no_samples_give_no_outputs_and_gradients_of_zero(name, rng):
    layer, shape = built(name, rng)
    y = layer.forward(np.ones((0, *shape[1:])))
    assert y.shape == layer.output_shape((0, *shape[1:]))
    assert layer.backward(y).shape == (0, *shape[1:])
    assert not any(g.any() for g in layer.grads.values())


@every_layer
@pytest.mark.parametrize("x", [None, "x", 3.0, ["a"], [[1, 2], [3]], {}], ids=repr)
def test_what_is_no_array_of_numbers_is_refused(name, x):
    make, _ = LAYERS[name]
    with pytest.raises((ValueError, TypeError), match=r"`(x|query)` must be .*Received: "):
        make().forward(x)


@every_layer
def test_a_gradient_of_another_shape_is_refused(name, rng):
    layer, shape = built(name, rng)
    y = layer.forward(drawn(rng, shape))
    for dy in (None, "x", y[1:], y[..., None], y.sum()):
        with pytest.raises((ValueError, TypeError), match=r"`dy` must be .*Received: "):
            layer.backward(dy)


@pytest.mark.parametrize("name", ["batch normalization", "batch normalization of images"])
def test_the_state_is_not_trained(name, rng):
    layer, _ = built(name, rng)
    assert set(layer.state) == {"moving_mean", "moving_variance"}
    assert not set(layer.state) & set(layer.params)


# Sentences about single layers


@every_dtype
def test_embedding_has_no_gradient_for_integers(dtype, rng):
    layer = Embedding(10, 4)
    layer.build((None, 3), rng)
    layer.params["embeddings"] = table = rng.standard_normal((10, 4)).astype(dtype)
    y = layer.forward(np.array([[1, 2, 1]]))
    assert y.dtype == dtype
    np.testing.assert_array_equal(y[0], table[[1, 2, 1]])
    assert layer.backward(np.ones_like(y)) is None
    assert layer.grads["embeddings"].dtype == dtype
    np.testing.assert_array_equal(layer.grads["embeddings"][:4, 0], [0, 2, 1, 0])


@pytest.mark.parametrize("make", [SimpleRNN, LSTM, GRU])
@every_dtype
def test_recurrent_masks_are_one_for_all_gates_or_stacked_in_front(make, dtype, rng):
    layer = make(4, dropout=0.5, recurrent_dropout=0.5)
    layer.build((None, 5, 3), rng)
    x = drawn(rng, (2, 5, 3), dtype)
    input_mask, recurrent_mask = 2.0 * (rng.random((2, 3)) < 0.5), 2.0 * (rng.random((2, 4)) < 0.5)
    gates = {SimpleRNN: 1, LSTM: 4, GRU: 3}[make]
    found = []
    for masks in (
        (input_mask, recurrent_mask),
        (np.stack([input_mask] * gates), np.stack([recurrent_mask] * gates)),
        (read_only(input_mask.astype(np.float32)), recurrent_mask.tolist()),
    ):
        layer.mask = masks
        y = layer.forward(x, training=True)
        assert y.dtype == dtype
        found.append((y, layer.backward(np.ones_like(y)), layer.grads["recurrent_kernel"]))
    for other in found[1:]:
        for one, another in zip(found[0], other):
            np.testing.assert_allclose(one, another, rtol=1e-4, atol=1e-6)
    np.testing.assert_array_equal(layer.forward(x), layer.forward(x, training=False))
    assert not np.allclose(found[0][0], layer.forward(x))


def test_dropout_takes_its_mask_from_outside(rng):
    layer = scratch.layers.Dropout(0.5)
    x, keep = drawn(rng, (5, 3)), read_only(2.0 * (rng.random((5, 3)) < 0.5))
    layer.mask = keep
    np.testing.assert_array_equal(layer.forward(x, training=True), x * keep)
    np.testing.assert_array_equal(layer.backward(np.ones((5, 3))), keep)
    np.testing.assert_array_equal(layer.forward(x), x)


@pytest.mark.parametrize("make", [SimpleRNN, LSTM, GRU])
def test_recurrent_layers_take_time_masks_and_initial_states(make, rng):
    layer = make(4, return_state=True, go_backwards=True)
    layer.build((None, None, 3), rng)
    mask = read_only(np.arange(5) < np.array([[5], [3]]))
    states = [drawn(rng, (2, 4)) for _ in ("h", "c")[: 2 if make is LSTM else 1]]
    y, *after = layer.forward(drawn(rng, (2, 5, 3)), mask=mask, initial_state=states)
    assert [s.shape for s in (y, *after)] == [(2, 4)] * (1 + len(states))
    np.testing.assert_array_equal(y, after[0])


@pytest.mark.parametrize("dtype", [bool, np.int64, np.float32])
def test_time_masks_may_be_zeros_and_ones(dtype, rng):
    x, mask = rng.normal(size=(2, 3, 4)), np.array([[1, 1, 0], [1, 0, 0]])
    layer = GRU(5)
    found = layer.forward(x, mask=mask.astype(dtype))
    np.testing.assert_array_equal(found, layer.forward(x, mask=mask > 0))


def test_bidirectional_has_the_parameters_of_both_directions(rng):
    layer = Bidirectional(LSTM(4))
    layer.build((None, 5, 3), rng)
    names = ("kernel", "recurrent_kernel", "bias")
    assert list(layer.params) == [f"{way}_{n}" for way in ("forward", "backward") for n in names]


def test_attention_gives_gradients_in_the_order_of_its_inputs(rng):
    layer = MultiHeadAttention(num_heads=2, key_dim=3, value_dim=5)
    query, value, key = drawn(rng, (2, 3, 4)), drawn(rng, (2, 6, 4)), drawn(rng, (2, 6, 4))
    see = read_only(rng.random((2, 3, 6)) < 0.8) | (np.arange(6) == 0)
    y = layer.forward(query, value, key, attention_mask=see, use_causal_mask=True)
    assert [d.shape for d in layer.backward(np.ones_like(y))] == [
        x.shape for x in (query, value, key)
    ]
    together = layer.forward(query, value)
    parts = layer.backward(np.ones_like(together))
    assert [d.shape for d in parts] == [query.shape, value.shape]
    alone = layer.forward(query)
    assert layer.backward(np.ones_like(alone)).shape == query.shape


# Activations, losses


@pytest.mark.parametrize("name", scratch.activations.ACTIVATIONS)
@every_dtype
def test_activations_keep_the_dtype_and_are_finite_for_any_finite_input(name, dtype):
    f = getattr(scratch.activations, name)
    x = read_only(np.array([[-1e30, -1000, -1, 0, 1, 1000, 1e30]], dtype))
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        y = f(x)
        dx = f.backward(read_only(np.ones_like(x)), x, y)
        slope = f.derivative(x)
    assert y.dtype == dx.dtype == slope.dtype == dtype
    assert all(np.isfinite(array).all() for array in (y, dx, slope))


def test_sigmoid_of_a_number():
    assert scratch.activations.sigmoid(-1000.0) == 0


@every_loss
@every_dtype
def test_losses_are_numbers_of_the_dtype_of_the_prediction(name, dtype):
    y_pred = read_only(np.array([[0.2, 0.3, 0.5], [0.1, 0.8, 0.1]], dtype))
    sparse = name.startswith("sparse")
    y_true = read_only(np.array([2, 0]) if sparse else np.eye(3)[[2, 0]])
    loss, found = LOSSES[name], []
    for given in (y_true, y_true.astype(int), y_true.astype(np.float32), y_true.tolist()):
        value = loss(given, y_pred)
        assert np.ndim(value) == 0
        assert value.dtype == loss.backward().dtype == dtype
        assert loss.backward().shape == y_pred.shape
        found.append(value)
    assert len(set(found)) == 1


@every_loss
def test_losses_refuse_what_does_not_fit(name):
    y_pred = np.full((2, 3), 0.5)
    y_true = np.array([2, 0]) if name.startswith("sparse") else np.eye(3)[[2, 0]]
    for wrong in ((None, y_pred), (y_true, None), (y_true[:1], y_pred), (y_true, "a")):
        with pytest.raises((ValueError, TypeError), match=r"`y_(true|pred)` must be .*Received: "):
            LOSSES[name](*wrong)


# Optimizers


@every_optimizer
@every_dtype
def test_optimizers_step_in_place_on_dicts_and_lists_alike(name, dtype, rng):
    make = getattr(scratch.optimizers, name)
    start = {"kernel": drawn(rng, (2, 3), dtype), "bias": drawn(rng, (3,), dtype), "gain": 2.0}
    start["gain"] = np.array(2.0, dtype)
    grads = {key: read_only(rng.standard_normal(w.shape)) for key, w in start.items()}
    named, listed = make(learning_rate=0.1), make(learning_rate=0.1)
    as_dict = {key: w.copy() for key, w in start.items()}
    as_list = [w.copy() for w in start.values()]
    identities = [id(w) for w in as_list]
    for rate in (0.1, 0.05, np.float64(0.025)):
        named.learning_rate = listed.learning_rate = rate
        named.step(as_dict, grads)
        listed.step(as_list, list(grads.values()))
    assert named.learning_rate == 0.025
    assert [id(w) for w in as_list] == identities
    for found, other, before in zip(as_dict.values(), as_list, start.values()):
        assert found.dtype == dtype
        np.testing.assert_array_equal(found, other)
        assert np.all(found != before)


@every_optimizer
def test_a_learning_rate_of_zero_leaves_the_parameters(name):
    optimizer = getattr(scratch.optimizers, name)(learning_rate=0.1)
    w = [np.ones(3)]
    optimizer.learning_rate = 0.0
    optimizer.step(w, [np.ones(3)])
    np.testing.assert_array_equal(w[0], 1)


@every_optimizer
def test_optimizers_refuse_what_does_not_fit(name):
    make = getattr(scratch.optimizers, name)
    for params, grads in (
        (None, None),
        ([1.0], [1.0]),
        ([np.ones(2)], {"w": np.ones(2)}),
        ({"w": np.ones(2)}, {"v": np.ones(2)}),
        ([np.ones(2)], [np.ones(3)]),
        ([np.ones(2)], []),
        ([np.ones(2, int)], [np.ones(2)]),
        ([read_only(np.ones(2))], [np.ones(2)]),
    ):
        with pytest.raises((ValueError, TypeError), match="Received: "):
            make().step(params, grads)


@every_optimizer
def test_no_weight_decay_may_be_written_as_none(name):
    make = getattr(scratch.optimizers, name)
    first, second = [np.ones(3)], [np.ones(3)]
    make(weight_decay=None).step(first, [np.ones(3)])
    make(weight_decay=0.0).step(second, [np.ones(3)])
    np.testing.assert_array_equal(first, second)


def test_a_schedule_takes_the_place_of_a_rate():
    schedule = scratch.schedules.ExponentialDecay(0.5, decay_steps=1, decay_rate=0.5)
    optimizer, w = scratch.optimizers.SGD(schedule), [np.zeros(1)]
    steps = []
    for _ in range(3):
        before = w[0].copy()
        optimizer.step(w, [np.ones(1)])
        steps.append((before - w[0]).item())
    assert steps == [0.5, 0.25, 0.125]


# Networks


def test_a_network_is_built_run_and_differentiated_as_a_layer_is(rng):
    network = scratch.network.Sequential(
        [L.Conv2D(2, 3, activation="relu"), L.Flatten(), L.Dense(3)]
    )
    network.build((None, 6, 6, 1), rng)
    x = read_only(drawn(rng, (4, 6, 6, 1), np.float32))
    y = network.forward(x)
    dx = network.backward(np.ones_like(y))
    assert y.dtype == dx.dtype == np.float32
    assert set(network.grads) == set(network.params)
    np.testing.assert_array_equal(network.predict(x), y)
