"""Activations in the forms that the field uses."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from compare.validation.measure import numbers
from compare.validation.tape import sigmoid
from scratch import activations as scratch

Array = np.ndarray


@dataclass(frozen=True)
class Version:
    """One legitimate form of an activation: y = f(x), dL/dx = back(dy, x)."""

    says: str
    f: Callable[[Array], Array]
    back: Callable[[Array, Array], Array]


def elementwise(f: Callable[[Array], Array]) -> Callable[[Array, Array], Array]:
    """The backward pass of an analytic function of each element, by a complex step."""
    return lambda dy, x: dy * np.imag(f(x + 1e-40j)) / 1e-40


def gelu_tanh(x: Array) -> Array:
    """GELU by the tanh formula."""
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))


def along(f: Any, axis: int, says: str) -> Version:
    """A softmax, or its logarithm, along one axis."""
    return Version(says, lambda x: f(x, axis), lambda dy, x: f.backward(dy, x, f(x, axis), axis))


def sloped(a: float) -> Version:
    """Leaky ReLU with the slope a."""
    return Version(
        f"negative slope {a:g}",
        lambda x: np.where(x > 0, x, a * x),
        lambda dy, x: dy * np.where(x > 0, 1, a),
    )


def curved(a: float) -> Version:
    """ELU with the scale a."""
    return Version(
        "" if a == 1 else f"alpha {a:g}",
        lambda x: np.where(x > 0, x, a * np.expm1(np.minimum(x, 0))),
        lambda dy, x: dy * np.where(x > 0, 1, a * np.exp(np.minimum(x, 0))),
    )


def versions(concept: str, probe: Callable[[Array], Any]) -> Iterator[Version]:
    """The forms that an activation may have; slopes are read off the code itself."""
    f = scratch.get(concept)
    if concept in ("softmax", "log_softmax"):
        yield along(f, -1, "")
        yield along(f, 0, "along axis 0: samples in columns")
        return
    if concept == "leaky_relu":
        slopes = {0.2, 0.01, 0.1, 0.3, 0.05, 0.02, 0.001, 0.25}
        value = numbers(probe(np.array([[-1.0, -2.0]])))
        if value is not None and value.size == 2 and 0 < -value.flat[0] < 1:
            slopes.add(round(float(-value.flat[0]), 12))
        for a in sorted(slopes, key=lambda v: v != 0.2):
            yield sloped(a)
        return
    if concept == "elu":
        value = numbers(probe(np.array([[-1.0, -2.0]])))
        alphas = [1.0]
        if value is not None and value.size == 2 and value.flat[0] < 0:
            alphas.append(round(float(value.flat[0] / np.expm1(-1)), 10))
        for a in alphas:
            yield curved(a)
        return
    yield Version("", f, lambda dy, x: f.backward(dy, x, f(x)))
    if concept == "gelu":
        yield Version("the tanh approximation", gelu_tanh, elementwise(gelu_tanh))
        yield Version(
            "the sigmoid approximation",
            lambda x: x * sigmoid(1.702 * x),
            elementwise(lambda z: z / (1 + np.exp(-1.702 * z))),
        )
