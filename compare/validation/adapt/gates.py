"""Which array is which in a recurrent cell: separate or stacked gates, [h, x] joined or apart."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import permutations, product

import numpy as np

from compare.validation.arrays import last_name
from compare.validation.models.recurrent import GATES
from compare.validation.names import plain
from compare.validation.tape import Node

WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "lstm": {
        "i": ("i", "input", "in", "inputgate", "u", "update"),
        "f": ("f", "forget", "forgetgate"),
        "c": (
            "c",
            "g",
            "a",
            "candidate",
            "cand",
            "cell",
            "cbar",
            "ctilde",
            "n",
            "cc",
            "cellstate",
            "z",
        ),
        "o": ("o", "output", "out", "outputgate"),
    },
    "gru": {
        "z": ("z", "update", "u", "updategate"),
        "r": ("r", "reset", "resetgate"),
        "h": ("h", "n", "c", "candidate", "cand", "g", "htilde", "hh", "new", "hcand", "hbar"),
    },
    "simple_rnn": {"h": ("h", "", "hh", "xh", "ih", "x", "a", "aa", "ax", "hx", "rec", "in")},
}


@dataclass(frozen=True)
class Assignment:
    """How the model's weights come out of the user's arrays.

    Attributes:
        ways: leaf -> way to its array.
        canonical: from the leaves' nodes to the model's (kernel:g, recurrent:g, bias:g).
        says: conventions, in words.
        price: how unusual it is.
        named: the gates are told apart by their names, so that a swap is a mistake.
    """

    ways: Mapping[str, str]
    canonical: Callable[[dict[str, Node]], dict[str, Node]]
    says: list[str] = field(default_factory=list)
    price: int = 0
    named: bool = True


def gate_of(name: str, kind: str) -> str | None:
    """The gate that a name like W_xf, Uf, b_forget speaks of, or None."""
    rest = re.sub(r"^(weights?|kernels?|recurrent|bias(es)?|w|u|b|v)", "", plain(name))
    words = {w: g for g, all_ in WORDS[kind].items() for w in all_}
    options = [rest]
    for source in ("x", "h", "hh", "xh", "i"):
        if rest.startswith(source):
            options.append(rest[len(source) :])
        if rest.endswith(source):
            options.append(rest[: -len(source)])
    return next((words[o] for o in options if o in words and (o or kind == "simple_rnn")), None)


def parts_of(array: np.ndarray, d: int, u: int, count: int) -> str:
    """What an array is by its shape; with * where stacked.

    kernel, recurrent, joint (both), whole (both, and the bias as one more row), bias.
    """
    shape = tuple(n for n in array.shape if n != 1)
    pairs = {"kernel": d, "recurrent": u, "joint": d + u, "whole": d + u + 1}
    if len(shape) == 2:
        for what, rows in pairs.items():
            if sorted(shape) == sorted((rows, u)):
                return what
            if count > 1 and sorted(shape) == sorted((rows, count * u)):
                return what + "*"
        if shape == (2, count * u):
            return "bias2*"
    if len(shape) == 1:
        return "bias" if shape[0] == u else "bias*" if shape[0] == count * u else ""
    if len(shape) == 3 and shape[0] == count and count > 1:
        for what, rows in pairs.items():
            if sorted(shape[1:]) == sorted((rows, u)):
                return what + "3"
    return ""


def assignments(
    params: Mapping[str, np.ndarray], kind: str, d: int, u: int
) -> Iterator[Assignment]:
    """Every sensible way to read the arrays."""
    gates = GATES[kind]
    kinds = {way: parts_of(a, d, u, len(gates)) for way, a in params.items()}
    stacked = any(k.endswith(("*", "3")) for k in kinds.values())
    whole = any(k.startswith("whole") for k in kinds.values())
    joint = whole or any(k.startswith("joint") for k in kinds.values())
    if not joint and not any(k.startswith("kernel") for k in kinds.values()):
        return
    orders = list(permutations(gates)) if stacked else [gates]
    turned = turned_round(params, kinds, d, u)
    either = (True, False)
    for order, h_first, b_first, flip in product(
        orders, either if joint else (True,), either if whole else (True,), turned
    ):
        ways = leaf_ways(kinds, kind, order)
        if ways is None:
            continue
        says = (
            [f"gates stacked in the order {', '.join(order)}"] if stacked and len(order) > 1 else []
        )
        acted = "h, x" if h_first else "x, h"
        if whole:
            acted = f"1, {acted}" if b_first else f"{acted}, 1"
        says += [f"weights act on [{acted}]"] if joint else []
        usual = order in (
            ("i", "f", "c", "o"),
            ("z", "r", "h"),
            ("i", "f", "o", "c"),
            ("r", "z", "h"),
            ("h",),
        )
        yield Assignment(
            {leaf: way for leaf, (way, _, _) in ways.items()},
            make(ways, params, (d, u), order, h_first, b_first, flip),
            says,
            int(not usual),
            not stacked,
        )


def turned_round(
    params: Mapping[str, np.ndarray], kinds: Mapping[str, str], d: int, u: int
) -> tuple[bool, ...]:
    """Whether the arrays are (units, in); both are possible where everything is square."""
    found = set()
    for way, k in kinds.items():
        shape = tuple(n for n in params[way].shape if n != 1)[-2:]
        rows = {"kernel": d, "recurrent": u, "joint": d + u, "whole": d + u + 1}.get(k.rstrip("*3"))
        if rows is not None and len(shape) == 2 and shape[0] != shape[1]:
            found.add(shape[0] != rows)
    return tuple(sorted(found)) if len(found) == 1 else (False, True)


Ways = dict[str, tuple[str, str, tuple[str, ...]]]


def leaf_ways(kinds: Mapping[str, str], kind: str, order: tuple[str, ...]) -> Ways | None:
    """leaf -> (way, what it is, the gates it holds)."""
    found: Ways = {}
    used: dict[str, list[str]] = {}
    for way, what in kinds.items():
        if not what:
            continue
        if what.endswith(("*", "3")):
            base, held = what, order
        else:
            gate = gate_of(last_name(way), kind) or gate_of(way, kind)
            if len(GATES[kind]) == 1:
                gate = "h"
            if gate is None:
                return None
            base, held = what, (gate,)
        plain_kind = base.rstrip("*3")
        slot = f"{plain_kind} {held if len(held) == 1 else 'all'}"
        again = used.setdefault(slot, [])
        if len(again) >= (2 if plain_kind == "bias" else 1):
            continue
        again.append(way)
        found[f"{plain_kind} {''.join(held)}{len(again)}"] = (way, what, held)
    return found


def make(
    ways: Ways,
    params: Mapping[str, np.ndarray],
    size: tuple[int, int],
    order: tuple[str, ...],
    h_first: bool,
    b_first: bool,
    flip: bool,
) -> Callable[[dict[str, Node]], dict[str, Node]]:
    """The function from leaves to kernel:g, recurrent:g, bias:g."""
    d, u = size

    def canonical(leaves: dict[str, Node]) -> dict[str, Node]:
        given: dict[str, Node] = {}
        for leaf, (way, what, held) in ways.items():
            node = leaves[leaf].reshape(*[n for n in params[way].shape if n != 1])
            base = what.rstrip("*3")
            for k, gate in enumerate(held):
                if base == "bias2":
                    add(given, f"bias:{gate}", node[0, k * u : (k + 1) * u])
                    name = "recurrent_bias" if gate == "h" else "bias"
                    add(given, f"{name}:{gate}", node[1, k * u : (k + 1) * u])
                    continue
                if base == "bias":
                    part = node[k * u : (k + 1) * u] if what.endswith("*") else node
                    second = leaf.endswith("2") and gate == "h" and "z" in order
                    add(given, f"{'recurrent_bias' if second else 'bias'}:{gate}", part)
                    continue
                if what.endswith("3"):
                    matrix = node[k].transpose() if flip else node[k]
                else:
                    matrix = node.transpose() if flip else node
                    if what.endswith("*"):
                        matrix = matrix[:, k * u : (k + 1) * u]
                if base == "whole":
                    add(given, f"bias:{gate}", matrix[0 if b_first else -1])
                    matrix = matrix[1:] if b_first else matrix[:-1]
                if base in ("joint", "whole"):
                    first, second_ = (u, "recurrent") if h_first else (d, "kernel")
                    given[f"{second_}:{gate}"] = matrix[:first]
                    other = "kernel" if h_first else "recurrent"
                    given[f"{other}:{gate}"] = matrix[first:]
                else:
                    given[f"{base}:{gate}"] = matrix
        return given

    return canonical


def add(given: dict[str, Node], name: str, node: Node) -> None:
    """Two biases of one gate add up."""
    given[name] = given[name] + node if name in given else node
