"""The models of the diagnosis, with nothing switched on, are the reference itself."""

import numpy as np
import pytest

from compare.validation.models import attention, convolution, dense, normalization, pooling
from compare.validation.models import recurrent as recurrent_model
from compare.validation.models.optimizers import walk
from compare.validation.tape import Node, Tape
from scratch import layers, optimizers

RNG = np.random.default_rng(0)


def compared(layer, model, leaves, names):
    """Outputs and gradients of a scratch layer and of a model on one tape."""
    x = leaves["input"]
    layer.build(x.shape, rng=0)
    for leaf, (param, convert) in names.items():
        layer.params[param] = convert(leaves[leaf]) if leaf in leaves else layer.params[param]
    y = layer.forward(x, training=True)
    dy = RNG.standard_normal(y.shape)
    dx = layer.backward(dy)
    tape = Tape()
    nodes = {name: Node(tape, value) for name, value in leaves.items()}
    output = model(tape, nodes)["output"]
    tape.backward([(output, dy.reshape(output.shape))])
    np.testing.assert_allclose(output.value.reshape(y.shape), y, rtol=1e-11, atol=1e-12)
    np.testing.assert_allclose(nodes["input"].grad, dx, rtol=1e-9, atol=1e-11)
    for leaf, (param, convert) in names.items():
        expected = layer.grads[param]
        np.testing.assert_allclose(convert(nodes[leaf].grad), expected, rtol=1e-9, atol=1e-11)


def same(a):
    return a


def draw(*shape):
    return RNG.standard_normal(shape)


def test_dense():
    leaves = {"input": draw(5, 3), "kernel": draw(3, 4), "bias": draw(4)}
    names = {"kernel": ("kernel", same), "bias": ("bias", same)}
    compared(layers.Dense(4), dense.model, leaves, names)


@pytest.mark.parametrize(("stride", "pad"), [(1, 0), (2, 0), (1, 1)])
def test_conv2d(stride, pad):
    leaves = {"input": draw(2, 6, 5, 2), "kernel": draw(3, 3, 2, 4), "bias": draw(4)}
    names = {"kernel": ("kernel", same), "bias": ("bias", same)}
    layer = layers.Conv2D(4, 3, strides=stride, padding="same" if pad else "valid")
    compared(layer, lambda t, n: convolution.model(t, n, stride, pad), leaves, names)


@pytest.mark.parametrize("kind", ["max", "mean"])
def test_pooling(kind):
    layer = layers.MaxPooling2D(2) if kind == "max" else layers.AveragePooling2D(2)
    model = lambda t, n: pooling.model(t, n, kind)  # noqa: E731
    compared(layer, model, {"input": draw(2, 4, 6, 3)}, {})


@pytest.mark.parametrize("axis", [0, -1])
def test_normalization(axis):
    layer = layers.BatchNormalization() if axis == 0 else layers.LayerNormalization()
    leaves = {"input": draw(5, 3), "gamma": draw(3), "beta": draw(3)}
    names = {"gamma": ("gamma", same), "beta": ("beta", same)}
    model = lambda t, n: normalization.model(t, n, axis, 1e-3)  # noqa: E731
    compared(layer, model, leaves, names)


@pytest.mark.parametrize(
    ("kind", "layer"),
    [
        ("simple_rnn", layers.SimpleRNN(4, return_sequences=True)),
        ("lstm", layers.LSTM(4, return_sequences=True)),
        ("gru", layers.GRU(4, return_sequences=True, reset_after=False)),
    ],
)
def test_recurrent(kind, layer):
    gates = recurrent_model.GATES[kind]
    leaves = {
        "input": draw(2, 3, 5),
        "W": draw(5, 4 * len(gates)),
        "U": draw(4, 4 * len(gates)),
        "b": draw(4 * len(gates)),
    }

    def model(t, nodes):
        inner = {"input": nodes["input"]}
        for k, gate in enumerate(gates):
            block = slice(4 * k, 4 * k + 4)
            inner[f"kernel:{gate}"] = nodes["W"][:, block]
            inner[f"recurrent:{gate}"] = nodes["U"][:, block]
            inner[f"bias:{gate}"] = nodes["b"][block]
        return recurrent_model.model(t, inner, kind)

    names = {"W": ("kernel", same), "U": ("recurrent_kernel", same), "b": ("bias", same)}
    compared(layer, model, leaves, names)


def test_attention_sees_what_softmax_gives():
    tape = Tape()
    x = Node(tape, draw(1, 3, 4))
    eye = {f"{name} kernel": tape.of(np.eye(4)) for name in ("query", "key", "value")}
    found = attention.model(tape, {"input": x, **eye}, 1)["output"].value[0]
    scores = np.exp(x.value[0] @ x.value[0].T / 2)
    np.testing.assert_allclose(found, scores / scores.sum(-1, keepdims=True) @ x.value[0])


@pytest.mark.parametrize(
    ("concept", "on", "hyper", "optimizer"),
    [
        ("sgd", [], {}, optimizers.SGD(0.1)),
        ("sgd", [], {"momentum": 0.9}, optimizers.SGD(0.1, momentum=0.9)),
        ("sgd", ["nesterov"], {"momentum": 0.9}, optimizers.SGD(0.1, momentum=0.9, nesterov=True)),
        ("rmsprop", ["inside"], {"rho": 0.9}, optimizers.RMSprop(0.1)),
        ("adagrad", ["inside", "start 0.1"], {}, optimizers.Adagrad(0.1)),
        ("adam", ["epsilon hat"], {"beta1": 0.9, "beta2": 0.999}, optimizers.Adam(0.1)),
        ("adam", [], {"beta1": 0.9, "beta2": 0.999}, optimizers.Adam(0.1, convention="pytorch")),
    ],
)
def test_optimizers(concept, on, hyper, optimizer):
    start = [draw(3, 2)]
    gradients = [[draw(3, 2)] for _ in range(5)]
    w = {"w": start[0].copy()}
    rows = walk(
        concept, frozenset(on), {"learning_rate": 0.1, "epsilon": 1e-7, **hyper}, start, gradients
    )
    if concept == "adam" and not on:
        optimizer.epsilon = 1e-7
    for gs, row in zip(gradients, rows):
        optimizer.step(w, {"w": gs[0]})
        np.testing.assert_allclose(w["w"].ravel(), row, rtol=1e-10)
