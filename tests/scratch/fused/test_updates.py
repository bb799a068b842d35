"""Updates in kept arrays: the optimizers' own numbers, bit for bit."""

import numpy as np
import pytest

from scratch.fused.updates import Called, FusedAdam, FusedSGD, fused
from scratch.optimizers import SGD, Adam, AdamW, RMSprop

CASES = {
    "adam": (lambda: Adam(beta_1=0.5, epsilon=1e-3), FusedAdam),
    "adam, pytorch": (lambda: Adam(epsilon=1e-3, convention="pytorch"), FusedAdam),
    "amsgrad": (lambda: Adam(amsgrad=True), Called),
    "adamw": (lambda: AdamW(weight_decay=0.1), Called),
    "momentum": (lambda: SGD(momentum=0.9), FusedSGD),
    "momentum, pytorch": (lambda: SGD(momentum=0.9, convention="pytorch"), Called),
    "nesterov": (lambda: SGD(momentum=0.9, nesterov=True), Called),
    "no momentum": (SGD, Called),
    "rmsprop": (RMSprop, Called),
}


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("case", CASES)
def test_the_numbers_are_those_of_the_optimizer(case, dtype):
    make, kind = CASES[case]
    optimizer, rng = make(), np.random.default_rng(0)
    kernel = fused(optimizer, 10, np.dtype(dtype))
    assert type(kernel) is kind
    w = rng.standard_normal(7).astype(dtype)
    twin, state, twin_state = w.copy(), optimizer.start(w), optimizer.start(w)
    for t in range(1, 5):
        optimizer.iterations, rate = t, 0.1 / t
        g = rng.standard_normal(7).astype(dtype)
        optimizer.update(w, g, state, rate)
        kernel.begin(rate)
        kernel.update(twin, g, twin_state)
        np.testing.assert_array_equal(twin, w)
        for name, array in state.items():
            np.testing.assert_array_equal(twin_state[name], array)


def test_what_is_changed_between_steps_is_seen():
    optimizer = SGD(momentum=0.9)
    kernel = fused(optimizer, 1, np.dtype("float64"))
    w, v = np.zeros(1), np.ones(1)
    optimizer.momentum = 0.5
    kernel.begin(0.0)
    kernel.update(w, np.ones(1), {"velocity": v})
    assert w == v == 0.5
