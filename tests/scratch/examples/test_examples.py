"""The worked examples against witnesses outside the three rooms, and what each is meant to show."""

import numpy as np
import pytest
import sympy
from scipy import signal

from scratch import examples
from scratch.examples.edge_detection import K
from scratch.examples.gradient_descent import derivative, f


@pytest.fixture
def rng():
    return np.random.default_rng(0)


def test_a_neuron_has_the_gradients_of_the_complex_step(rng):
    x, w, b, dy = rng.normal(size=(6, 3)), rng.normal(size=3), 0.3, rng.normal(size=6)
    neuron = examples.Neuron(w, b)
    neuron.forward(x)
    dx = neuron.backward(dy)

    def loss(x, w, b):
        return np.imag(dy @ examples.Neuron(w, b).forward(x)) / 1e-40

    step = 1e-40j
    np.testing.assert_allclose(neuron.bias_grad, loss(x, w, b + step), rtol=1e-12)
    for i, unit in enumerate(np.eye(3)):
        expected = loss(x, w + step * unit, b)
        np.testing.assert_allclose(neuron.weights_grad[i], expected, rtol=1e-12)
        first_row = np.outer(np.arange(6) == 0, unit)
        np.testing.assert_allclose(dx[0, i], loss(x + step * first_row, w, b), rtol=1e-12)


def test_the_chain_rule_by_hand_is_that_of_sympy(rng):
    x, y, z = sympy.symbols("x y z")
    h = sympy.exp(x**2 + y**2) * sympy.sin(z)
    values = rng.normal(size=(3, 20))
    ours = examples.chain_rule(*values)
    for name, variable in (("dh_dx", x), ("dh_dy", y), ("dh_dz", z)):
        expected = sympy.lambdify((x, y, z), sympy.diff(h, variable), "numpy")(*values)
        np.testing.assert_allclose(ours[name], expected, rtol=1e-12)


def test_gradient_descent_ends_where_the_slope_is_zero():
    path = examples.gradient_descent(np.array(3.0))
    assert path["x"].shape == (51,)
    assert path["x"][0] == 3
    x = sympy.symbols("x")
    root = float(sympy.nsolve(2 * x + 5 * sympy.cos(x), -1))
    assert path["x"][-1] == pytest.approx(root, abs=1e-12)
    assert np.all(np.diff(path["f"]) < 1e-12)


def test_l1_can_hold_a_weight_at_zero_and_l2_cannot(rng):
    w = np.linspace(-1, 1, 2001)
    x = rng.normal(size=200)
    y = 0.05 * x
    curves = examples.regularized_loss(w, x, y, rate=0.2)
    best = {name: w[np.argmin(curve)] for name, curve in curves.items()}
    assert best["l1"] == pytest.approx(0, abs=1e-12)
    assert 0 < best["l2"] < best["none"]
    assert best["none"] == pytest.approx(0.05, abs=1e-3)


def test_both_losses_are_least_at_the_share_of_ones():
    p = np.linspace(0.01, 0.99, 99)
    for curve in examples.loss_curves(np.array([0.0, 1.0, 0.0, 0.0]), p).values():
        assert p[np.argmin(curve)] == pytest.approx(0.25)


def test_edge_detection_is_the_convolution_of_scipy(rng):
    image = rng.uniform(size=(8, 11))
    expected = signal.convolve2d(image, K, mode="valid")
    np.testing.assert_allclose(examples.edge_detection(image), expected, atol=1e-14)


def test_momentum_keeps_its_velocity_and_wins_in_the_ravine():
    start, curvature = np.array([3.0, 3.0]), np.array([1.0, 20.0])
    paths = examples.optimizer_paths(start, curvature, learning_rate=0.02, steps=100)
    distance = {name: np.linalg.norm(path[-1]) for name, path in paths.items()}
    assert distance["momentum"] < distance["sgd"]
    assert distance["nesterov"] < distance["momentum"]
    w, v = start, np.zeros(2)
    for point in paths["momentum"][1:]:
        v = 0.9 * v - 0.02 * 2 * curvature * w
        w = w + v
        np.testing.assert_allclose(point, w, rtol=1e-12)


@pytest.mark.parametrize("name", ["rmsprop", "adam"])
def test_what_divides_by_the_gradients_size_walks_a_ravine_as_a_bowl(name):
    start = np.array([3.0, 3.0])
    ravine = examples.optimizer_paths(start, np.array([1.0, 20.0]))[name]
    np.testing.assert_allclose(ravine[:, 0], ravine[:, 1], rtol=1e-6)


def test_a_state_depends_on_all_inputs_before_and_on_none_after(rng):
    W, U, b = rng.normal(size=(3, 4)), rng.normal(size=(4, 4)), rng.normal(size=4)
    x = rng.normal(size=(1, 6, 3))
    changed = x.copy()
    changed[0, 2] += 1
    states, others = (examples.rnn_states(s, W, U, b) for s in (x, changed))
    differs = np.any(states != others, axis=(0, 2))
    assert differs.tolist() == [False, False, True, True, True, True]


def test_gradients_vanish_in_the_first_layers_of_a_deep_sigmoid_network(rng):
    x, y = rng.normal(size=(8, 4)), rng.uniform(size=(8, 4))
    kernels, biases = 0.5 * rng.normal(size=(12, 4, 4)), np.zeros((12, 4))
    found = examples.gradient_analysis(x, y, kernels, biases)
    assert found["norm"].shape == (10, 12)
    assert found["vanishing"][0]
    assert not found["vanishing"][-1]
    assert not found["exploding"].any()
    assert np.all(found["norm"][:, 0] < 1e-3 * found["norm"][:, -1])


def test_gradients_of_too_large_a_loss_count_as_exploding(rng):
    x, y = rng.normal(size=(8, 4)), 1e6 * rng.uniform(size=(8, 4))
    found = examples.gradient_analysis(x, y, rng.normal(size=(1, 4, 4)), np.zeros((1, 4)), steps=1)
    assert found["exploding"].all()


def test_the_slope_of_gradient_descent_is_that_of_its_function():
    x = np.linspace(-4, 4, 9)
    step = 1e-40j
    slope = np.imag(f(x + step)) / 1e-40
    np.testing.assert_allclose(derivative(x), slope, rtol=1e-12)


def test_the_transferred_head_ends_at_least_squares(rng):
    x = np.linspace(0, 10, 100)
    y = 2 * np.sin(x) + 0.5 + 0.2 * rng.normal(size=100)
    pretrained = np.array([1.0, 1.0])
    trained = examples.transfer_learning(x, y, pretrained, np.zeros(2), epochs=500)
    design = np.stack([np.sin(x), np.ones(100)], axis=1)
    expected, *_ = np.linalg.lstsq(design, y, rcond=None)
    np.testing.assert_allclose(trained["head"], expected, rtol=1e-12)
    assert np.all(np.diff(trained["losses"]) < 1e-15)
    np.testing.assert_array_equal(trained["pretrained"], pretrained)
