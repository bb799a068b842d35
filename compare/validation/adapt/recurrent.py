"""Recurrent cells and whole layers: RNN, LSTM, GRU."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import permutations
from typing import Any

import numpy as np

from compare.validation.adapt.gates import Assignment, assignments, gate_of
from compare.validation.adapt.observation import Encounter, Observation, gradients_of
from compare.validation.adapt.reading import factors
from compare.validation.adapt.watch import watch
from compare.validation.calling import parameters
from compare.validation.hypotheses import Reading
from compare.validation.models import recurrent
from compare.validation.names import BACKWARD, FORWARD, plain
from compare.validation.subject import Subject
from compare.validation.tape import Node, Tape

Attempt = tuple[Observation, list[Reading]]

VOCABULARY = {
    "in": (
        "nin",
        "inputsize",
        "infeatures",
        "inputdim",
        "ninputs",
        "indim",
        "nx",
        "d",
        "inputunits",
        "nfeatures",
        "features",
        "embeddim",
        "vocabsize",
        "xdim",
        "dx",
        "ninput",
        "embeddingdim",
        "insize",
        "numinputs",
        "embedsize",
        "inputs",
    ),
    "units": (
        "nhidden",
        "units",
        "hiddensize",
        "hiddendim",
        "nh",
        "h",
        "hidden",
        "hiddenunits",
        "numhidden",
        "outputdim",
        "numunits",
        "na",
        "nunits",
        "statesize",
        "hdim",
        "hsize",
        "outdim",
        "nout",
        "cellsize",
        "outfeatures",
        "hiddennodes",
    ),
    "out": ("outputsize", "ny", "noutputs", "nclasses", "numclasses", "numoutputs"),
    "steps": (
        "seqlen",
        "timesteps",
        "t",
        "sequencelength",
        "seqlength",
        "steps",
        "nsteps",
        "bptttruncate",
    ),
    "batch": ("batchsize", "batch"),
    "shape_in": ("inputshape",),
    "input": (
        "x",
        "xt",
        "xs",
        "inputs",
        "input",
        "xseq",
        "sequence",
        "seq",
        "data",
        "inputsequence",
    ),
    "h0": (
        "hprev",
        "prevh",
        "h",
        "h0",
        "hidden",
        "hiddenstate",
        "state",
        "aprev",
        "a0",
        "prevhidden",
        "hlast",
        "prevstate",
        "initialstate",
        "hinit",
        "hprevious",
        "hiddenprev",
        "ht1",
        "hstate",
        "previousstate",
        "previoush",
        "sprev",
        "htminus1",
        "states",
    ),
    "c0": (
        "cprev",
        "prevc",
        "c",
        "c0",
        "cell",
        "cellstate",
        "cprevious",
        "prevcell",
        "prevcellstate",
        "cellprev",
        "ct1",
        "cinit",
        "previousc",
        "cstate",
    ),
    "state": ("state", "states", "prevstate", "hc", "initialstate"),
    "Wx": ("wx", "wxh", "u", "wax", "wih", "weightih", "winput", "win", "w", "kernel", "wi", "whx"),
    "Wh": ("wh", "whh", "waa", "weighthh", "wrec", "wr", "recurrentkernel", "v", "u", "wrecurrent"),
    "b": ("b", "bh", "bias", "ba", "biases"),
}

LAYOUTS = {
    "batch, time, features": (0, 1, 2),
    "time, batch, features": (1, 0, 2),
    "one sequence (time, features)": (1, 2),
    "time, features, batch (samples in columns)": (1, 2, 0),
    "features, batch, time (samples in columns)": (2, 0, 1),
}
"""Words -> the canonical axes (n, t, d) in the user's order."""


def layer_ways(
    kind: str, subject: Subject, size: tuple[int, ...], seed: int, warm: bool
) -> list[Callable[[], Attempt]]:
    """Every layout of the sequence."""
    return [
        partial(attempt, kind, subject, size, seed, warm, layout, False, turned)
        for layout in LAYOUTS
        for turned in ((False, True) if subject.is_function else (False,))
    ]


def cell_ways(
    kind: str, subject: Subject, size: tuple[int, ...], seed: int, warm: bool
) -> list[Callable[[], Attempt]]:
    """Samples in rows or in columns; weights one way round or the other."""
    return [
        partial(attempt, kind, subject, size, seed, warm, layout, True, turned)
        for layout in ("rows", "columns", "vector")
        for turned in ((False, True) if subject.is_function else (False,))
    ]


def attempt(
    kind: str,
    subject: Subject,
    size: tuple[int, ...],
    seed: int,
    warm: bool,
    layout: str,
    cell: bool,
    turned: bool,
) -> Attempt:
    """One observation and its readings. size = (n, t, d, u)."""
    n, steps, d, u = size
    if layout in ("vector", "one sequence (time, features)"):
        n = 1
    steps = 1 if cell else steps
    rng = np.random.default_rng(seed)
    count = len(recurrent.GATES[kind])
    x = rng.standard_normal((n, steps, d))
    h0, c0 = rng.standard_normal((n, u)) * 0.5, rng.standard_normal((n, u)) * 0.5
    weights = {
        "Wx": rng.standard_normal((d, count * u)),
        "Wh": rng.standard_normal((u, count * u)),
        "b": rng.standard_normal(count * u),
    }
    if turned:
        weights = {
            "Wx": weights["Wx"].T.copy(),
            "Wh": weights["Wh"].T.copy(),
            "b": weights["b"][:, None],
        }
    apart = by_gate(subject, kind) and subject.is_function
    weights = {} if apart else weights
    place = cell_place(layout) if cell else sequence_place(layout)
    inputs = {"input": place.inward(x)}
    if cell or subject.is_function:
        inputs |= {"h0": place.state(h0)} | ({"c0": place.state(c0)} if kind == "lstm" else {})
    sizes: dict[str, Any] = {
        "in": d,
        "units": u,
        "out": u + 3,
        "steps": steps,
        "batch": n,
        "shape_in": (steps, d),
        **weights,
    }
    words, together = dict(VOCABULARY), takes_both_states(subject) and kind == "lstm"
    if apart:
        words = {role: names for role, names in words.items() if role not in ("Wx", "Wh", "b")}
    if together:
        words["h0"] = ("h0",)
        sizes["state"] = (inputs["h0"].copy(), inputs["c0"].copy()) if "h0" in inputs else None
    encounter = Encounter(
        subject, sizes, words, ("in", "units", "Wx", "Wh", "b"), ("in", "units"), seed=seed
    )
    columns = layout == "columns" or "columns" in layout or turned
    encounter.weight_maker = partial(
        weight_by_name, rng, kind, d, u, columns, by_gate(subject, kind)
    )
    order = (*tuple(inputs), "Wx", "Wh", "b")
    others = [{**inputs, "input": rng.standard_normal(inputs["input"].shape)}] if warm else []
    kinds = upstream_kinds(subject, kind, cell)
    seen = watch(encounter, inputs, weights, order, warm=others, upstream_kind=kinds)
    used = set(encounter.taken.values())
    states: list[str] = [
        k for k in ("h0", "c0") if k in inputs and (k in used or (together and "state" in used))
    ]
    if subject.is_function:
        met = {*used, *encounter.made}
        seen.params = {k: v for k, v in seen.params.items() if k in met or k not in weights}
    return seen, list(read(seen, kind, (n, steps, d, u), place, states, cell, layout))


def is_cell(subject: Subject) -> bool:
    """Whether the forward pass cannot do without the previous state: one step, and no layer."""
    f = subject.forward
    if subject.is_class:
        f = next((getattr(f, name) for name in FORWARD if name in vars(f)), None)
    needed = [plain(p.name) for p in parameters(f) if p.default is p.empty] if f else []
    return any(n in VOCABULARY["h0"] or n in VOCABULARY["state"] for n in needed)


def takes_both_states(subject: Subject) -> bool:
    """Whether the states are passed as one tuple (h, c)."""
    f = subject.forward
    if subject.is_class:
        f = next((getattr(f, name) for name in FORWARD if name in vars(f)), None)
    names = [plain(p.name) for p in parameters(f)] if f is not None else []
    return any(n in VOCABULARY["state"] for n in names) and not any(
        n in VOCABULARY["c0"] for n in names
    )


def by_gate(subject: Subject, kind: str) -> bool:
    """Whether a function takes W and U for each gate, so that W alone is no joint matrix."""
    names = [p.name for p in parameters(subject.forward)] if subject.is_function else []
    text = subject.text
    return any(n[:1] in "Uu" and gate_of(n, kind) for n in names) or '["U' in text or "['U" in text


def weight_by_name(
    rng: np.random.Generator, kind: str, d: int, u: int, columns: bool, apart: bool, name: str
) -> np.ndarray | None:
    """An array for a name such as Wf, W_xi, Uh, bo, Wax, Wya."""
    word, count = plain(name), len(recurrent.GATES[kind])
    if word[:1] not in ("w", "u", "b", "v") or len(word) > 6:
        return None
    out = u + 3
    if word in ("wy", "wya", "why", "wyh", "v", "by"):
        shape = (out, 1) if word == "by" and columns else (out,) if word == "by" else (u, out)
    elif word[0] == "b":
        one = gate_of(word, kind) and (apart or word not in VOCABULARY["b"])
        gates = 1 if one or count == 1 else count
        shape = (gates * u, 1) if columns else (gates * u,)
    elif kind == "simple_rnn":
        shape = (u, u) if word in ("wh", "whh", "waa", "u", "wrec") else (d, u)
    elif gate_of(word, kind):
        rest = word[1:]
        source = "x" if "x" in rest else "h" if len(rest) > 1 and "h" in rest else ""
        rows = u if word[0] == "u" or source == "h" else d if apart or source == "x" else d + u
        shape = (rows, u)
    else:
        return None
    array = rng.standard_normal(shape) * 0.6
    return array.T.copy() if columns and len(shape) == 2 and shape[1] != 1 else array


def upstream_kinds(subject: Subject, kind: str, cell: bool) -> tuple[str, ...]:
    """Whether the backward pass takes dL/dc beside dL/dh."""
    if kind != "lstm" or not cell:
        return ("upstream",)
    from compare.validation.calling import method

    backward = subject.backward or method_of(subject, method)
    if backward is None:
        return ("upstream",)
    names = [
        plain(p.name)
        for p in parameters(backward)
        if p.default is p.empty
        and p.name != "self"
        and plain(p.name) not in ("cache", "lr", "learningrate", "x", "hprev", "cprev")
    ]
    return ("upstream", "upstream c") if len(names) >= 2 else ("upstream",)


def method_of(subject: Subject, method: Callable[..., Any]) -> Any:
    """The backward method of a class that is not yet built."""
    if subject.is_class:
        return next(
            (getattr(subject.forward, name) for name in BACKWARD if hasattr(subject.forward, name)),
            None,
        )
    return method(subject.forward, BACKWARD)


class Place:
    """How canonical arrays (n, t, d) and (n, u) lie in the user's layout, and back."""

    def __init__(self, axes: tuple[int, ...], state_axes: tuple[int, ...]) -> None:
        self.axes, self.state_axes = axes, state_axes

    def inward(self, x: np.ndarray) -> np.ndarray:
        """A canonical sequence in the user's layout."""
        return lay(x, self.axes)

    def state(self, h: np.ndarray) -> np.ndarray:
        """A canonical state in the user's layout."""
        return lay(h, self.state_axes)

    def sequence_node(self, node: Node, shape: tuple[int, ...]) -> Node:
        """The user's sequence as the canonical node."""
        return back(node, self.axes, shape)

    def state_node(self, node: Node, shape: tuple[int, ...]) -> Node:
        """The user's state as the canonical node."""
        return back(node, self.state_axes, shape)


def lay(x: np.ndarray, axes: tuple[int, ...]) -> np.ndarray:
    """x with its axes in the order; those left out have length one."""
    dropped = tuple(k for k in range(x.ndim) if k not in axes)
    return x.transpose(*dropped, *axes).reshape([x.shape[k] for k in axes]).copy()


def back(node: Node, axes: tuple[int, ...], shape: tuple[int, ...]) -> Node:
    """The inverse of `lay`, on the tape."""
    return node.transpose(*[int(k) for k in np.argsort(axes)]).reshape(*shape)


def onward(node: Node, axes: tuple[int, ...]) -> Node:
    """`lay`, on the tape."""
    dropped = tuple(k for k in range(node.value.ndim) if k not in axes)
    return node.transpose(*dropped, *axes).reshape(*[node.shape[k] for k in axes])


def cell_place(layout: str) -> Place:
    """One step: (n, d), (d, n), or (d,)."""
    return {
        "rows": Place((0, 2), (0, 1)),
        "columns": Place((2, 0), (1, 0)),
        "vector": Place((2,), (1,)),
    }[layout]


def sequence_place(layout: str) -> Place:
    """A sequence, and states beside it."""
    axes = LAYOUTS[layout]
    without_time = [a for a in axes if a != 1]
    return Place(axes, tuple({0: 0, 2: 1}[a] for a in without_time))


def read(
    seen: Observation,
    kind: str,
    size: tuple[int, ...],
    place: Place,
    states: list[str],
    cell: bool,
    layout: str,
) -> Iterator[Reading]:
    """Each assignment of the weights, each meaning of the outputs."""
    _n, _steps, d, u = size
    for assigned in assignments(seen.params, kind, d, u):
        for names in meanings(seen, kind, size, cell):
            yield reading(seen, kind, size, place, states, assigned, names, layout, cell)


def meanings(
    seen: Observation, kind: str, size: tuple[int, ...], cell: bool
) -> list[tuple[str, ...]]:
    """What the returned arrays may be: all states, the last, the cell's."""
    n, steps, _, u = size
    if not seen.returned:
        return []
    if cell:
        arrays = [a for a in seen.returned if a.size == n * u]
        if kind == "lstm" and len(arrays) >= 2:
            return [("h", "c"), ("c", "h")]
        return [("h",)] if seen.returned[0].size == n * u else []
    found: list[tuple[str, ...]] = []
    for chosen in (
        ("output",),
        ("h",),
        ("output", "h"),
        ("h", "c"),
        ("output", "h", "c"),
        ("output", "cells"),
        ("h", "output"),
        ("output", "c"),
    ):
        if kind != "lstm" and set(chosen) & {"c", "cells"}:
            continue
        sizes = [n * steps * u if k in ("output", "cells") else n * u for k in chosen]
        if [a.size for a in seen.returned] == sizes:
            found.append(chosen)
    extra = seen.returned[0].size
    if not found and extra == n * steps * u:
        found.append(("output",))
    if not found and extra == n * (steps + 1) * u:
        found.append(("with start",))
    return found


def reading(
    seen: Observation,
    kind: str,
    size: tuple[int, ...],
    place: Place,
    states: list[str],
    assigned: Assignment,
    names: tuple[str, ...],
    layout: str,
    cell: bool,
) -> Reading:
    """The Reading of one assignment."""
    n, steps, d, u = size
    leaves = {"input": seen.given["input"]}
    leaves |= {state: seen.given[state] for state in states}
    leaves |= {leaf: seen.params[way] for leaf, way in assigned.ways.items()}
    ways = {"input": "input", **{s: s for s in states}, **assigned.ways}

    def model(t: Tape, given: dict[str, Node]) -> dict[str, Node]:
        inner = assigned.canonical(given)
        inner["input"] = place.sequence_node(given["input"], (n, steps, d))
        for state in states:
            inner[state] = place.state_node(given[state], (n, u))
        found = recurrent.model(t, inner, kind)
        out: dict[str, Node] = {}
        for name in ("output", "cells"):
            if name in found and not cell:
                out[name] = onward(found[name], place.axes)
        for name in ("h", "c"):
            if name in found:
                out[name] = onward(found[name], place.state_axes)
        if "with start" in names:
            start = inner.get("h0") or t.of(np.zeros((n, u)))
            whole = t.concat([start.reshape(n, 1, u), found["output"]], 1)
            out["with start"] = onward(whole, place.axes)
        return out

    outputs = dict(zip(names, seen.returned))
    shapes = {k: v.shape for k, v in leaves.items()}
    grads = gradients_of(seen, ways, shapes) if seen.found else {}
    grads = nicer(seen, grads, leaves)
    usual = layout in ("rows", "batch, time, features")
    return Reading(
        leaves,
        outputs,
        dict(zip(names, seen.upstream)),
        grads,
        model,
        [*([layout] if not usual else []), *assigned.says],
        assigned.price + int(not usual) + int(names[0] == "c"),
        factors(n, seen.learning_rate, seen.obj, **{"the number of steps": steps}),
        {"named": assigned.named},
    )


def nicer(
    seen: Observation, grads: dict[str, list[Any]], leaves: Mapping[str, np.ndarray]
) -> dict[str, list[Any]]:
    """Returned gradients of states and input by their shape, in the order of the return."""
    for leaf in ("h0", "c0"):
        if leaf not in leaves:
            continue
        same = [
            f
            for f in seen.found
            if f[0].startswith("returned") and f[1].shape == leaves[leaf].shape
        ]
        if same and leaf not in grads:
            grads[leaf] = same
        if leaf in grads:
            grads[leaf] = [
                g for g in grads[leaf] if g[0].startswith(("returned", "d", "grad"))
            ] or grads[leaf]
    return grads


__all__ = ["cell_ways", "layer_ways", "permutations"]
