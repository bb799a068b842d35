"""What the optimizers share, and where the frameworks themselves fail."""

import numpy as np
import pytest

from scratch.optimizers import OPTIMIZERS, SGD, Adam, RMSprop, get
from scratch.schedules import CosineDecay, ExponentialDecay

EACH = pytest.mark.parametrize("make", OPTIMIZERS.values(), ids=lambda c: c.__name__)
BOTH = pytest.mark.parametrize("convention", ["keras", "pytorch"])


def walk(optimizer, rates=None, steps=30, dtype=np.float64):
    """The weights after each step, on fixed gradients."""
    rng = np.random.default_rng(0)
    w, path = {"w": np.ones(4, dtype)}, []
    for step in range(steps):
        if rates is not None:
            optimizer.learning_rate = rates[step]
        optimizer.step(w, {"w": rng.standard_normal(4).astype(dtype)})
        path.append(w["w"].copy())
    return np.stack(path)


@EACH
@BOTH
def test_a_schedule_gives_the_rates_that_one_would_set_by_hand(make, convention):
    schedule = ExponentialDecay(0.1, decay_steps=5, decay_rate=0.5)
    by_hand = walk(make(1.0, convention=convention), rates=schedule(np.arange(30)))
    np.testing.assert_array_equal(walk(make(schedule, convention=convention)), by_hand)


def test_a_schedule_may_take_the_place_of_a_number_and_the_other_way_round():
    optimizer = SGD(0.5)
    optimizer.learning_rate = CosineDecay(0.5, 3)
    assert isinstance(optimizer.learning_rate, CosineDecay)
    optimizer.learning_rate = 0.25
    assert optimizer.learning_rate == 0.25


@EACH
def test_a_wrong_rate_is_refused_between_steps_too(make):
    optimizer = make()
    with pytest.raises(ValueError, match="`learning_rate` must be a finite number >= 0"):
        optimizer.learning_rate = float("nan")


@EACH
@BOTH
def test_float32_stays_float32_also_with_numpy_numbers(make, convention):
    optimizer = make(np.float64(0.1), weight_decay=np.float64(0.01), convention=convention)
    assert walk(optimizer, rates=np.full(30, 0.1), dtype=np.float32).dtype == np.float32
    kept = [array for state in optimizer.state.values() for array in state.values()]
    assert {array.dtype for array in kept} <= {np.dtype(np.float32)}


@EACH
def test_the_arrays_themselves_are_changed_and_lists_do_as_well(make):
    w = [np.ones(3), np.ones(2)]
    before = [id(array) for array in w]
    make(0.1).step(w, [np.ones(3), np.ones(2)])
    assert [id(array) for array in w] == before
    assert all(np.all(array < 1) for array in w)


@EACH
def test_nothing_moves_where_keys_or_shapes_differ(make):
    w = {"a": np.ones(3), "b": np.ones(2)}
    optimizer = make(0.1)
    with pytest.raises(ValueError, match=r"`grads\['b'\]` must be of its parameter's shape"):
        optimizer.step(w, {"a": np.ones(3), "b": np.ones(3)})
    with pytest.raises(ValueError, match="`grads` must be for the parameters"):
        optimizer.step(w, {"a": np.ones(3)})
    np.testing.assert_array_equal(w["a"], 1)
    assert optimizer.iterations == 0


@BOTH
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_centered_rmsprop_survives_constant_gradients(convention, dtype):
    """Rounding makes their variance negative: torch and Keras give NaN here."""
    optimizer = RMSprop(0.01, centered=True, convention=convention)
    w, g = {"w": np.zeros(500, dtype)}, np.geomspace(1e-3, 1e4, 500).astype(dtype)
    for _ in range(300):
        optimizer.step(w, {"w": g})
    assert np.isfinite(w["w"]).all()


def test_the_first_step_of_adam_is_as_long_as_the_learning_rate():
    w = {"w": np.zeros(3)}
    Adam(0.1, epsilon=0.0).step(w, {"w": np.array([1e-8, -2.0, 1e8])})
    np.testing.assert_allclose(w["w"], [-0.1, 0.1, -0.1], rtol=1e-12)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_each_is_found_by_its_name(name):
    assert type(get(name)).__name__.lower() == name
