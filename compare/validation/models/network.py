"""A network of dense layers and its loss: what a training step by hand should descend on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from compare.validation.arrays import last_name
from compare.validation.choice import Choice, wrong_backward
from compare.validation.names import plain
from compare.validation.tape import Array, Node, Tape

CURVE_NAMES = ("linear", "sigmoid", "tanh", "relu", "leaky_relu")
HEADS = (*CURVE_NAMES, "softmax")


@dataclass(frozen=True)
class Layer:
    """Where the weights of one layer are, and whether they are (in, out)."""

    kernel: str
    bias: str | None
    turned: bool


def softmax(z: Array) -> Array:
    """Along the last axis."""
    e = np.exp(z - z.max(-1, keepdims=True))
    return np.asarray(e / e.sum(-1, keepdims=True))


LOSSES: dict[str, Callable[[Array, Array], Array]] = {
    "the squared error": lambda y, t: y - t,
    "the cross-entropy": lambda y, t: (y - t) / (y * (1 - y)),
    "the categorical cross-entropy": lambda y, t: -t / y,
    "the cross-entropy of logits": lambda y, t: 1 / (1 + np.exp(-y)) - t,
    "the softmax cross-entropy of logits": lambda y, t: softmax(y) - t,
    "the absolute error": lambda y, t: np.sign(y - t),
}
"""Name -> dL/dy up to a factor, for outputs y and targets t, one sample a row."""


def faults(depth: int) -> Iterator[Choice]:
    """What may go wrong on the way back through `depth` layers."""
    for k in reversed(range(depth)):
        where = (
            "output" if k == depth - 1 else "hidden" if depth == 2 else f"hidden (number {k + 1})"
        )
        yield wrong_backward(
            f"act {k} skip",
            f"the derivative of the {where} layer's activation is missing: the error is "
            "propagated in place of delta",
            "delta = error f'(z)",
        )
        yield wrong_backward(
            f"act {k} of z",
            f"wrong derivative in the {where} layer: the formula for the activation a is applied "
            "to z, the pre-activation",
            "pass a = f(z) to that formula",
        )
        yield wrong_backward(
            f"act {k} of f(a)",
            f"wrong derivative in the {where} layer: the activation's derivative is applied to a, "
            "though it takes z, the pre-activation",
            "pass z to the derivative",
        )
        if k:
            yield wrong_backward(
                f"updated {k}",
                f"the weights of layer {k + 1} are updated before the error is propagated through "
                "them: the wrong order",
                "compute all gradients first, then update",
            )
            yield wrong_backward(
                f"error {k}",
                f"the error is propagated through layer {k + 1} instead of delta: the derivative "
                "of its activation is missing on the way to the layer before",
                "pass delta, not the error, through the weights",
            )
            yield wrong_backward(
                f"through {k}",
                f"the error goes back through the weights of layer {k + 1} untransposed: a "
                "transpose is missing",
                "delta W^T",
            )


def outputs(
    t: Tape,
    x: Node,
    weights: dict[str, Node],
    layers: Sequence[Layer],
    hidden: str,
    head: str,
    after: dict[str, Array],
) -> Node:
    """y of rows x."""
    a = x
    for k, layer in enumerate(layers):
        last = k == len(layers) - 1
        W = weights[layer.kernel]
        W = W.transpose() if layer.turned else W
        way = a
        if any(f"{what} {k}" in t.on for what in ("updated", "error", "through")):
            way = t.of(a.value)
        z = way @ W
        if layer.bias is not None:
            z = z + weights[layer.bias].reshape(1, z.shape[-1])
        curve = head if last else hidden
        nothing = a - a.value
        if f"updated {k}" in t.on and layer.kernel in after:
            new = after[layer.kernel]
            z = z + nothing @ t.of(new.T if layer.turned else new)
        if f"through {k}" in t.on and W.shape[0] == W.shape[1]:
            z = z + nothing @ t.of(W.value.T)
        before = a
        a = t.softmax(z, -1, f"act {k}") if curve == "softmax" else t.curve(curve, z, f"act {k}")
        if f"error {k}" in t.on:
            a = a + (before - before.value) @ t.of(W.value)
    return a


def curves_of(
    x: Array, weights: dict[str, Array], layers: Sequence[Layer], y: Array
) -> tuple[str, str] | None:
    """(hidden, head) activation with which these layers give y, or None."""
    for hidden in CURVE_NAMES if len(layers) > 1 else ("linear",):
        for head in HEADS:
            t = Tape()
            nodes = {way: Node(t, value) for way, value in weights.items()}
            with np.errstate(all="ignore"):
                found = outputs(t, Node(t, x), nodes, layers, hidden, head, {}).value
            if found.shape == y.shape and np.allclose(found, y, rtol=1e-9, atol=1e-12):
                return hidden, head
    return None


def layers_of(weights: dict[str, Array], d: int) -> list[Layer]:
    """The chain of layers that starts at d inputs; empty where the arrays make none."""
    left = {way: w for way, w in weights.items() if not is_bias(way, w)}
    biases = {way: b for way, b in weights.items() if is_bias(way, b)}
    found: list[Layer] = []
    while left:
        fitting = [(w.shape[0] != d, way) for way, w in left.items() if d in w.shape]
        if not fitting:
            return []
        turned, way = min(fitting, key=lambda f: f[0])
        d = left.pop(way).shape[0 if turned else 1]
        bias = next((b for b, value in biases.items() if value.size == d), None)
        biases.pop(bias or "", None)
        found.append(Layer(way, bias, turned))
    return found


def is_bias(way: str, value: Array) -> bool:
    """Whether an array is a bias: a vector, or a row or column that is called so."""
    return value.ndim != 2 or (1 in value.shape and plain(last_name(way)).startswith("b"))
