"""The fused path takes the plain layers' steps: on any network, batch, loss and optimizer."""

import pickle
from copy import deepcopy

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scratch import activations, losses
from scratch.layers import (
    LSTM,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Embedding,
    Flatten,
    MaxPooling2D,
    SimpleRNN,
)
from scratch.network import Sequential
from scratch.optimizers import OPTIMIZERS, SGD
from tests.scratch.fused.together import trained_together

ACTIVATIONS = [*activations.ACTIVATIONS]
REGULARIZERS = [None, "l1", "l2", "l1_l2"]
LOSSES = {
    "mean_squared_error": ("linear", "values"),
    "mean_absolute_error": ("linear", "values"),
    "huber": ("linear", "values"),
    "binary_crossentropy": ("sigmoid", "bits"),
    "categorical_crossentropy": ("softmax", "one-hot"),
    "sparse_categorical_crossentropy": ("softmax", "ids"),
}


def targets(kind, rng, rows, units, dtype):
    """Targets as a loss takes them."""
    ids = rng.integers(0, units, rows)
    return {
        "values": lambda: rng.standard_normal((rows, units)).astype(dtype),
        "bits": lambda: rng.integers(0, 2, (rows, units)).astype(dtype),
        "one-hot": lambda: np.eye(units, dtype=dtype)[ids],
        "ids": lambda: ids,
    }[kind]()


@pytest.mark.parametrize("ids", ["int8", "int16", "int64"])
@pytest.mark.parametrize("rows", [64, 300])
def test_class_numbers_may_be_short_integers(ids, rows):
    rng = np.random.default_rng(0)
    batches = [(rng.standard_normal((rows, 4)), rng.integers(0, 10, rows).astype(ids))]
    loss = losses.SparseCategoricalCrossentropy(from_logits=True)
    trained_together(lambda: [Dense(10)], loss, lambda: SGD(0.1), batches, "float64")


@st.composite
def optimizers(draw):
    """Any optimizer in any convention, with or without decay and clipping."""
    name = draw(st.sampled_from(sorted(OPTIMIZERS)))
    arguments = {
        "learning_rate": draw(st.sampled_from([0.1, 0.01])),
        "convention": draw(st.sampled_from(["keras", "pytorch"])),
        "weight_decay": draw(st.sampled_from([0.0, 0.01])),
    }
    limit = draw(st.sampled_from([None, "clipvalue", "clipnorm", "global_clipnorm"]))
    arguments |= {limit: 0.05} if limit else {}
    if name in ("sgd", "rmsprop"):
        arguments["momentum"] = draw(st.sampled_from([0.0, 0.9]))
    # Large enough not to magnify rounding where a gradient is nearly zero.
    if name != "sgd":
        arguments["epsilon"] = 1e-2
    return lambda: OPTIMIZERS[name](**arguments)


@st.composite
def perceptrons(draw):
    """(layers, loss, what its targets are, how many): dense layers and what may be between."""
    depth = draw(st.integers(0, 3))
    seed = draw(st.integers(0, 99))
    plan = [
        (
            draw(st.integers(1, 9)),
            draw(st.sampled_from(ACTIVATIONS)),
            draw(st.booleans()),
            draw(st.sampled_from(REGULARIZERS)),
            draw(st.sampled_from([None, None, BatchNormalization, Dropout])),
        )
        for _ in range(depth)
    ]
    name = draw(st.sampled_from(sorted(LOSSES)))
    output, kind = LOSSES[name]
    arguments = {}
    if output != "linear" and draw(st.booleans()):
        output, arguments = "linear", {"from_logits": True}
    units = draw(st.integers(2, 5))

    def layers():
        made = []
        for width, activation, use_bias, regularizer, between in plan:
            made.append(Dense(width, activation, use_bias, kernel_regularizer=regularizer))
            if between:
                made.append(between(0.5, seed=seed) if between is Dropout else between())
        return [*made, Dense(units, output)]

    return layers, losses.LOSSES[name](**arguments), kind, units


@settings(max_examples=60)
@given(perceptrons(), optimizers(), st.integers(0, 99), st.sampled_from(["float64", "float32"]))
def test_perceptrons_take_the_plain_steps(network, optimizer, seed, dtype):
    layers, loss, kind, units = network
    rng = np.random.default_rng(seed)
    rows, n = rng.integers(2, 20), rng.integers(1, 8)
    batches = [
        (
            rng.standard_normal((size, n)).astype(dtype),
            targets(kind, rng, size, units, dtype),
        )
        for size in (rows, rows, max(2, rows // 2), rows)
    ]
    trained_together(layers, loss, optimizer, batches, dtype)


def compiled(**arguments):
    network = Sequential([Dense(4, "relu"), Dense(1)])
    network.build((None, 3), rng=0)
    network.compile(SGD(0.1, momentum=0.9), fused=True, **arguments)
    return network


X, Y = np.ones((5, 3)), np.zeros((5, 1))


def test_parameters_and_gradients_are_views_of_one_array():
    network = compiled()
    network.train_on_batch(X, Y)
    kept = network.plan.parameters
    assert all(np.shares_memory(array, kept.values) for array in network.params.values())
    assert all(np.shares_memory(array, kept.grads) for array in network.grads.values())


def test_weights_that_are_set_are_taken_over():
    network, other = compiled(), compiled()
    for _ in range(2):
        network.train_on_batch(X, Y)
        network.set_weights(other.params)
    assert network.train_on_batch(X, Y) == other.train_on_batch(X, Y)


def test_a_copy_is_trained_by_itself():
    network = compiled()
    network.train_on_batch(X, Y)
    copies = [deepcopy(network), pickle.loads(pickle.dumps(network))]
    losses = [network.train_on_batch(X, Y) for _ in range(2)]
    for copied in copies:
        assert [copied.train_on_batch(X, Y) for _ in range(2)] == losses
        assert copied.plan.parameters.values is not network.plan.parameters.values


def test_what_is_frozen_stays_as_it_is():
    network = compiled()
    network.train_on_batch(X, Y)
    network.layers[0].trainable = False
    before = network.params["dense/kernel"].copy(), network.params["dense_1/bias"].copy()
    network.train_on_batch(X, Y)
    assert np.array_equal(network.params["dense/kernel"], before[0])
    assert not np.array_equal(network.params["dense_1/bias"], before[1])


def test_plain_steps_may_come_between():
    network, plain = compiled(), compiled()
    plain.plan = None
    for step in range(4):
        network.plan, kept = (None, network.plan) if step == 2 else (network.plan, network.plan)
        losses = [net.train_on_batch(X, Y) for net in (network, plain)]
        network.plan = kept
        assert losses[0] == pytest.approx(losses[1], rel=1e-12)
    assert np.shares_memory(network.grads["dense/kernel"], network.plan.parameters.grads)


def words_network(fused):
    network = Sequential([Embedding(50, 3), LSTM(2, return_sequences=True), SimpleRNN(2), Dense(1)])
    network.build((None, 4), rng=0)
    network.compile(SGD(0.1), fused=fused)
    return network


def test_batches_of_several_shapes_may_take_turns():
    networks, rng = (words_network(True), words_network(False)), np.random.default_rng(0)
    for rows, time in [(5, 4), (2, 4), (5, 4), (3, 6), (2, 4), (5, 4), (3, 6), (3, 6)]:
        ids, y = rng.integers(0, 50, (rows, time)), rng.standard_normal((rows, 1))
        losses = [network.train_on_batch(ids, y) for network in networks]
        assert losses[0] == pytest.approx(losses[1], rel=1e-12)
        for name, gradient in networks[1].grads.items():
            np.testing.assert_allclose(networks[0].grads[name], gradient, 1e-11, 1e-13)
        assert len(networks[0].plan.layouts) <= 2


def test_a_new_shape_after_plain_steps_is_trained_as_ever():
    networks, rng = (words_network(True), words_network(False)), np.random.default_rng(0)
    for rows, frozen in [(5, False), (5, True), (2, False), (2, False)]:
        ids, y = rng.integers(0, 50, (rows, 4)), rng.standard_normal((rows, 1))
        for network in networks:
            network.layers[-1].trainable = not frozen
        losses = [network.train_on_batch(ids, y) for network in networks]
        assert losses[0] == pytest.approx(losses[1], rel=1e-12)


def test_the_input_s_gradient_is_that_of_the_plain_layers():
    network, plain = compiled(), compiled()
    way, rng = network.path(X), np.random.default_rng(0)
    assert way is network.plan
    dy = rng.standard_normal((5, 1))
    found = []
    for taken in (way, plain):
        taken.forward(X, training=True)
        found.append(taken.backward(dy))
    np.testing.assert_allclose(*found, rtol=1e-13)


def test_another_dtype_is_left_to_the_plain_layers():
    network = compiled()
    assert network.train_on_batch(X.astype("f4"), Y) == pytest.approx(
        compiled().train_on_batch(X, Y), rel=1e-6
    )
    assert network.plan.layout is None


@pytest.mark.parametrize(
    ("layers", "shape"),
    [
        (lambda: [Dense(3, "relu"), Dense(1)], (2,)),
        (lambda: [Conv2D(2, 2, activation="relu"), MaxPooling2D(), Flatten(), Dense(1)], (5, 5, 1)),
        (lambda: [Embedding(5, 2), LSTM(2), Dense(1)], (3,)),
    ],
)
def test_an_empty_batch_is_refused_as_ever(layers, shape):
    network = Sequential(layers())
    network.build((None, *shape), rng=0)
    network.compile(fused=True)
    with pytest.raises(ValueError, match="`y_pred` must be an array of at least one number"):
        network.train_on_batch(np.zeros((0, *shape)), np.zeros((0, 1)))


def test_wrong_targets_are_refused_as_ever():
    network = Sequential([Dense(3)])
    network.build((None, 3), rng=0)
    network.compile("sgd", losses.SparseCategoricalCrossentropy(from_logits=True), fused=True)
    for wrong in (np.array([0, 3]), np.array([0, -1]), np.array([0, 1, 2])):
        with pytest.raises(ValueError, match="y_true"):
            network.train_on_batch(X[:2], wrong)


def test_fit_loses_no_row_and_agrees():
    plain = Sequential([Dense(4, "relu"), Dense(1)])
    plain.build((None, 3), rng=0)
    plain.compile(SGD(0.1, momentum=0.9))
    rng = np.random.default_rng(0)
    x, y = rng.standard_normal((23, 3)), rng.standard_normal((23, 1))
    a, b = (net.fit(x, y, batch_size=5, epochs=3, rng=0) for net in (plain, compiled()))
    np.testing.assert_allclose(a["loss"], b["loss"], rtol=1e-12)


STACKS = {
    "dense and dropout": (lambda: [Dense(6, "relu"), Dropout(0.5), Dense(2)], (5,)),
    "batch normalization": (lambda: [Dense(6), BatchNormalization(), Dense(2)], (5,)),
    "convolution": (lambda: [Conv2D(3, 2, activation="relu"), MaxPooling2D(2), Flatten(), Dense(2)],
                    (6, 5, 2)),
    "recurrent": (lambda: [LSTM(3, dropout=0.5, recurrent_dropout=0.5), Dense(2)], (4, 3)),
}  # fmt: skip


@pytest.mark.parametrize("name", STACKS)
@pytest.mark.parametrize("rows", [1, 4, 11])
def test_predictions_are_those_of_the_plain_layers(name, rows):
    layers, shape = STACKS[name]
    rng = np.random.default_rng(0)
    network = Sequential(layers())
    network.build((None, *shape), rng=0)
    network.compile("sgd", fused=True)
    x = rng.standard_normal((rows, *shape))
    for trained in (False, True):
        if trained:
            network.train_on_batch(rng.standard_normal((4, *shape)), np.ones((4, 2)))
        fused = network.predict(x)
        assert network.plan.layout is not None, "the plain layers were used"
        plain = np.concatenate([network.forward(x[i : i + 1]) for i in range(rows)])
        np.testing.assert_allclose(fused, plain, rtol=1e-13, atol=1e-13)
