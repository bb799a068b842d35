"""A tape whose edges can be cut: reverse differentiation that can be made wrong on purpose.

A model is written once, forward, in the operations of a Tape. Its gradients then follow; and what
a faulty backward pass would have given follows too, by cutting an edge ("the error does not flow
through the previous state") or by replacing the local derivative of an activation. `on` holds the
names of what is switched on, conventions and faults alike, and models read it.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

Array = np.ndarray


def sigmoid(x: Array) -> Array:
    """1 / (1 + e^-x), for any x."""
    e = np.exp(-np.abs(x))
    return np.where(x >= 0, 1 / (1 + e), e / (1 + e))


def of_sigmoid(_z: Array, a: Array) -> Array:
    """The derivative in terms of a."""
    return a * (1 - a)


CURVES: dict[str, tuple[Callable[[Array], Array], Callable[[Array, Array], Array]]] = {
    "linear": (lambda z: z * 1.0, lambda z, a: np.ones_like(z)),
    "sigmoid": (sigmoid, of_sigmoid),
    "tanh": (np.tanh, lambda z, a: 1 - a * a),
    "relu": (lambda z: np.maximum(z, 0), lambda z, a: (z > 0) * 1.0),
    "leaky_relu": (lambda z: np.where(z > 0, z, 0.01 * z), lambda z, a: np.where(z > 0, 1, 0.01)),
    "exp": (np.exp, lambda z, a: a),
    "log": (np.log, lambda z, a: 1 / z),
    "sqrt": (np.sqrt, lambda z, a: 0.5 / a),
    "square": (np.square, lambda z, a: 2 * z),
    "negative": (np.negative, lambda z, a: -np.ones_like(z)),
    "inverse": (lambda z: 1 / z, lambda z, a: -a * a),
}
"""Name -> (f, f' from z and a = f(z))."""


class Node:
    """A value on the tape, the nodes it came from, and dL/dvalue once `backward` has run."""

    def __init__(self, tape: "Tape", value: Any, parents: Sequence[tuple["Node", Any]] = ()):
        self.tape, self.value, self.parents = tape, np.asarray(value, np.float64), parents
        self.flowed: Array | None = None
        self.unsummed: list[Array] = []
        tape.nodes.append(self)

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of the value."""
        return self.value.shape

    @property
    def grad(self) -> Array:
        """dL/dvalue: what has flowed back so far."""
        return np.zeros_like(self.value) if self.flowed is None else self.flowed

    def receive(self, g: Array) -> None:
        """Add to what has flowed back."""
        self.flowed = g if self.flowed is None else self.flowed + g

    def __add__(self, other: Any) -> "Node":
        other = self.tape.of(other)
        return Node(
            self.tape, self.value + other.value, [(self, lambda g: g), (other, lambda g: g)]
        )

    def __mul__(self, other: Any) -> "Node":
        other = self.tape.of(other)
        return Node(
            self.tape,
            self.value * other.value,
            [(self, lambda g: g * other.value), (other, lambda g: g * self.value)],
        )

    __radd__, __rmul__ = __add__, __mul__

    def __neg__(self) -> "Node":
        return self * -1.0

    def __sub__(self, other: Any) -> "Node":
        return self + -self.tape.of(other)

    def __rsub__(self, other: Any) -> "Node":
        return self.tape.of(other) - self

    def __truediv__(self, other: Any) -> "Node":
        return self * self.tape.curve("inverse", self.tape.of(other))

    def __matmul__(self, other: "Node") -> "Node":
        a, b = self.value, other.value
        return Node(
            self.tape,
            a @ b,
            [
                (self, lambda g: g @ np.swapaxes(b, -1, -2)),
                (other, lambda g: np.swapaxes(a, -1, -2) @ g),
            ],
        )

    def __getitem__(self, index: Any) -> "Node":
        def back(g: Array) -> Array:
            whole = np.zeros_like(self.value)
            np.add.at(whole, index, g)
            return whole

        return Node(self.tape, self.value[index], [(self, back)])

    def reshape(self, *shape: int) -> "Node":
        """The same numbers in another shape."""
        return Node(self.tape, self.value.reshape(shape), [(self, lambda g: g.reshape(self.shape))])

    def transpose(self, *axes: int) -> "Node":
        """The axes in another order; reversed without any."""
        order = axes or tuple(range(self.value.ndim))[::-1]
        return Node(
            self.tape,
            self.value.transpose(order),
            [(self, lambda g: g.transpose(np.argsort(order)))],
        )

    def sum(self, axis: Any = None) -> "Node":
        """The sum along `axis`, which is kept with length one."""
        value = self.value.sum(axis=axis, keepdims=True)
        return Node(self.tape, value, [(self, lambda g: np.broadcast_to(g, self.shape))])

    def mean(self, axis: Any = None) -> "Node":
        """The mean along `axis`, which is kept with length one."""
        total = self.sum(axis)
        return total * (total.value.size / self.value.size)


class Tape:
    """Keeps the nodes in the order of their making, and what is switched on."""

    def __init__(self, on: Iterable[str] = ()) -> None:
        self.on = frozenset(on)
        self.nodes: list[Node] = []

    def of(self, value: Any) -> Node:
        """`value` as a Node."""
        return value if isinstance(value, Node) else Node(self, value)

    def edge(self, node: Node, name: str) -> Node:
        """`node` itself; where `name` is on, nothing flows back through it."""
        return Node(self, node.value) if name in self.on else node

    def curve(self, curve: str, node: Node, name: str = "") -> Node:
        """f(z). Backward, with `name` and a word on: `skip` f', take it `of z`, or `twice`."""
        f, slope = CURVES[curve]
        z = node.value
        a = f(z)
        if f"{name} skip" in self.on:
            local = np.ones_like(z)
        elif f"{name} of z" in self.on:
            local = slope(z, z)
        elif f"{name} of f(a)" in self.on:
            local = slope(a, f(a))
        else:
            local = slope(z, a)
        return Node(self, a, [(node, lambda g: g * local)])

    def softmax(self, node: Node, axis: int = -1, name: str = "softmax") -> Node:
        """Softmax; `skip` its Jacobian, or keep only its `diagonal`."""
        e = np.exp(node.value - node.value.max(axis, keepdims=True))
        p = e / e.sum(axis, keepdims=True)
        if f"{name} skip" in self.on:
            return Node(self, p, [(node, lambda g: g)])
        if f"{name} diagonal" in self.on:
            return Node(self, p, [(node, lambda g: g * p * (1 - p))])
        if f"{name} no sum" in self.on:
            return Node(self, p, [(node, lambda g: g * p)])
        return Node(self, p, [(node, lambda g: p * (g - (g * p).sum(axis, keepdims=True)))])

    def concat(self, nodes: Sequence[Node], axis: int = -1) -> Node:
        """Nodes one after another."""
        ends = np.cumsum([n.shape[axis] for n in nodes])[:-1]

        def part(k: int) -> Callable[[Array], Array]:
            return lambda g: np.split(g, ends, axis)[k]

        value = np.concatenate([n.value for n in nodes], axis)
        return Node(self, value, [(n, part(k)) for k, n in enumerate(nodes)])

    def stack(self, nodes: Sequence[Node], axis: int) -> Node:
        """Nodes along a new axis."""

        def part(k: int) -> Callable[[Array], Array]:
            return lambda g: np.take(g, k, axis)

        value = np.stack([n.value for n in nodes], axis)
        return Node(self, value, [(n, part(k)) for k, n in enumerate(nodes)])

    def take(self, node: Node, index: Array, name: str = "") -> Node:
        """Elements of the flattened node; with `overwrite` on, the last gradient wins."""
        flat = node.value.ravel()

        def back(g: Array) -> Array:
            whole = np.zeros_like(flat)
            if f"{name} overwrite" in self.on:
                whole[index.ravel()] = g.ravel()
            elif f"{name} first" in self.on:
                whole[index.ravel()[::-1]] = g.ravel()[::-1]
            else:
                np.add.at(whole, index.ravel(), g.ravel())
            return whole.reshape(node.shape)

        return Node(self, flat[index], [(node, back)])

    def pad(self, node: Node, widths: Sequence[tuple[int, int]], value: float = 0.0) -> Node:
        """Constants around the node."""
        inner = tuple(slice(lo, lo + n) for (lo, _), n in zip(widths, node.shape))
        padded = np.pad(node.value, widths, constant_values=value)
        return Node(self, padded, [(node, lambda g: g[inner])])

    def backward(self, seeds: Iterable[tuple[Node, Array]]) -> None:
        """Fill `grad` of every node from dL/dy of some."""
        for node, g in seeds:
            node.receive(g)
        for node in reversed(self.nodes):
            if node.flowed is None:
                continue
            for parent, back in node.parents:
                g = np.asarray(back(node.flowed))
                if g.shape != parent.shape:
                    parent.unsummed.append(g)
                    g = summed_to(g, parent.shape)
                elif node.unsummed and len(node.parents) == 1 and back.__name__ == "<lambda>":
                    parent.unsummed += node.unsummed
                parent.receive(g)


def summed_to(g: Array, shape: tuple[int, ...]) -> Array:
    """g summed over the axes along which `shape` was broadcast."""
    while g.ndim > len(shape):
        g = g.sum(axis=0)
    for axis, length in enumerate(shape):
        if length == 1 and g.shape[axis] != 1:
            g = g.sum(axis=axis, keepdims=True)
    return g
