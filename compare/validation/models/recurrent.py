"""Recurrent cells and layers: SimpleRNN, LSTM (gates i f c o), GRU (gates z r h).

Leaves: input (n, t, d), h0 (n, u), c0; kernel:g, recurrent:g, bias:g for each gate g (each of
them any node of the right shape), and for the GRU recurrent_bias:h where the reset gate is
applied after the product.
"""

from collections.abc import Sequence

import numpy as np

from compare.validation.choice import convention, wrong, wrong_backward
from compare.validation.tape import CURVES, Node, Tape

GATES = {"simple_rnn": ("h",), "lstm": ("i", "f", "c", "o"), "gru": ("z", "r", "h")}

SHARED = [
    wrong(
        "no recurrent",
        "the recurrent term is missing: the previous state h is not used",
        "add h_prev U",
        group="recurrent",
    ),
    wrong(
        "reversed time",
        "the time order is reversed: the last step comes first",
        "go through the steps from first to last",
    ),
    wrong(
        "reversed reading",
        "the time order is reversed: the sequence is read backwards, from its end",
        "go through the steps from first to last",
    ),
    wrong(
        "reversed states",
        "the time order of the outputs is reversed: the last state comes first (inserted in front)",
        "append each state behind the ones before",
    ),
    wrong("no bias", "the bias is never added", "add b"),
    wrong(
        "state reset",
        "the state is not carried on from step to step",
        "pass h to the next step",
        group="recurrent",
    ),
    wrong_backward(
        "h cut",
        "missing recurrent term: the gradient does not flow back through the "
        "previous state (no backpropagation through time: dh_next is not added)",
        "add dh_next, the gradient from the next step, to dh",
    ),
    wrong_backward(
        "recurrent kernel of h",
        "the gradient of the recurrent kernel uses the present "
        "state h_t instead of the previous one h_{t-1}",
        "use h_prev",
    ),
    wrong_backward(
        "recurrent not transposed",
        "the recurrent weights are not transposed where the "
        "error goes back through them (a transpose is missing)",
        "dh_prev = dz U^T",
    ),
]

RNN = [
    *SHARED,
    convention("act relu", "with relu as activation", group="activation"),
    convention("act sigmoid", "with the sigmoid as activation", group="activation"),
    wrong("act linear", "the activation tanh is missing", "h = tanh(...)", group="activation"),
    wrong_backward(
        "act skip", "the activation's derivative (1 - h²) is missing", "multiply by 1 - h²"
    ),
    wrong_backward(
        "act of z",
        "wrong derivative: 1 - z² of the pre-activation z instead of the activation h",
        "use 1 - h²",
    ),
    wrong_backward(
        "act of f(a)",
        "wrong derivative: 1 - tanh(h)² applied to the activation h, where 1 - h² is meant",
        "use 1 - h²",
    ),
    wrong_backward(
        "act not h",
        "the error flows to the previous state without the activation's "
        "derivative (1 - h²): error instead of delta",
        "multiply by 1 - h² first",
    ),
    wrong_backward(
        "only last step",
        "only the last time step contributes to the gradients: they are not summed over time",
        "accumulate (+=) over the steps",
    ),
    wrong_backward(
        "act not b", "the gradient of the bias lacks the activation's derivative", "db = sum of dz"
    ),
]


def swaps(gates: Sequence[str], names: dict[str, str]) -> list:
    """Two gates exchanged, in the forward pass."""
    return [
        wrong(
            f"swap {a}{b}",
            f"gate permutation: the {names[a]} and the {names[b]} gate are swapped (gate order)",
            "use each gate's own weights",
            group="gates",
        )
        for k, a in enumerate(gates)
        for b in gates[k + 1 :]
    ]


def mixed(gates: Sequence[str], names: dict[str, str]) -> list:
    """Two gates exchanged in the backward pass alone."""
    return [
        wrong_backward(
            f"back swap {a}{b}",
            f"gate permutation: the gradients of the {names[a]} and "
            f"the {names[b]} gate are swapped (another gate order than in the forward "
            "pass)",
            "stack the gates in one order in both passes",
        )
        for k, a in enumerate(gates)
        for b in gates[k + 1 :]
    ]


def exchanged(t: Tape, z: dict[str, Node]) -> dict[str, Node]:
    """Pre-activations whose gradients go to each other, where that is on."""
    for a in list(z):
        for b in list(z):
            if f"back swap {a}{b}" in t.on:
                one, other = z[a], z[b]
                z = {
                    **z,
                    a: Node(t, one.value, [(other, lambda g: g)]),
                    b: Node(t, other.value, [(one, lambda g: g)]),
                }
    return z


LSTM_NAMES = {"i": "input", "f": "forget", "c": "candidate", "o": "output"}
LSTM = [
    *SHARED,
    convention("forget 1", "with 1 added to the forget gate's bias"),
    wrong(
        "no forget",
        "the cell state is not multiplied by the forget gate",
        "c = f c_prev + i g",
        group="cell",
    ),
    wrong(
        "no cell",
        "the cell-state term is missing: the previous cell state c is not used",
        "c = f c_prev + i g",
        group="cell",
    ),
    wrong(
        "no input gate",
        "the candidate is not multiplied by the input gate",
        "c = f c_prev + i g",
        group="input gate",
    ),
    wrong(
        "one minus f",
        "the candidate is multiplied by 1 - f instead of the input gate",
        "c = f c_prev + i g",
        group="input gate",
    ),
    wrong("no output gate", "the output gate is not applied", "h = o tanh(c)", group="out"),
    wrong(
        "c not squashed",
        "the tanh of the cell state is missing: h = o c",
        "h = o tanh(c)",
        group="squash",
    ),
    wrong(
        "c sigmoid",
        "sigmoid of the cell state instead of tanh (wrong activation)",
        "h = o tanh(c)",
        group="squash",
    ),
    wrong(
        "candidate sigmoid",
        "the candidate has the sigmoid instead of tanh (wrong activation)",
        "g = tanh(...)",
        group="candidate",
    ),
    wrong(
        "candidate linear", "the candidate's tanh is missing", "g = tanh(...)", group="candidate"
    ),
    *(
        wrong(
            f"{g} tanh",
            f"the {LSTM_NAMES[g]} gate has tanh instead of the sigmoid (wrong activation)",
            "use the sigmoid",
            group="gate act",
        )
        for g in "ifo"
    ),
    wrong(
        "out of previous c",
        "h uses the previous cell state instead of the new one",
        "h = o tanh(c)",
        group="squash",
    ),
    *swaps(("i", "f", "c", "o"), LSTM_NAMES),
    *mixed(("i", "f", "c", "o"), LSTM_NAMES),
    wrong_backward(
        "c cut",
        "missing cell-state term: the gradient of the cell state does not flow "
        "back in time (dc_next is not added)",
        "add dc_next f to dc",
    ),
    wrong_backward(
        "dc incoming cut",
        "missing cell-state term: the gradient that arrives at the cell "
        "state from the next step, dc_next, is dropped",
        "dc = dc_next + dh o (1 - tanh(c)²)",
    ),
    wrong_backward(
        "squash cut",
        "the gradient from h to the cell state is missing",
        "dc += dh o (1 - tanh(c)²)",
    ),
    wrong_backward(
        "squash skip",
        "missing derivative: that of tanh(c), 1 - tanh(c)², is left out",
        "dc += dh o (1 - tanh(c)²)",
    ),
    wrong_backward(
        "squash of z",
        "wrong derivative: 1 - c² instead of 1 - tanh(c)² of the cell state",
        "dc += dh o (1 - tanh(c)²)",
    ),
    wrong_backward(
        "c only",
        "the gradient of the cell state ignores what comes from h",
        "dc += dh o (1 - tanh(c)²)",
    ),
    *(
        wrong_backward(
            f"gate {g} skip",
            f"missing derivative: that of the {LSTM_NAMES[g]} gate's activation is left out",
            "multiply by the activation's derivative",
        )
        for g in "ifco"
    ),
    *(
        wrong_backward(
            f"gate {g} of z",
            f"wrong derivative of the {LSTM_NAMES[g]} gate: applied to z instead of the activation",
            "use the gate's value",
        )
        for g in "ifco"
    ),
    wrong_backward(
        "gate c as sigmoid",
        "wrong derivative of the candidate gate: g (1 - g), that of "
        "the sigmoid, instead of 1 - g² of tanh",
        "dz = dg (1 - g²)",
    ),
    *(
        wrong_backward(
            f"gate {g} as tanh",
            f"wrong derivative of the {LSTM_NAMES[g]} gate: 1 - a², "
            "that of tanh, instead of a (1 - a) of the sigmoid",
            "dz = da a (1 - a)",
        )
        for g in "ifo"
    ),
    *(
        wrong_backward(
            f"gate {g} cut",
            f"the {LSTM_NAMES[g]} gate gets no gradient (missing term)",
            "add its term",
        )
        for g in "ifco"
    ),
    wrong_backward(
        "forget of c",
        "the gradient of the forget gate uses the new cell state c_t instead "
        "of the previous one, c_prev",
        "df = dc c_prev",
    ),
    wrong_backward(
        "only last step",
        "only the last time step contributes to the gradients: they are not summed over time",
        "accumulate (+=) over the steps",
    ),
    *(
        wrong_backward(
            f"h not {g}",
            f"missing recurrent term: dh_prev lacks the part of the {LSTM_NAMES[g]} gate",
            "add dz U^T of every gate",
        )
        for g in "ifco"
    ),
    *(
        wrong_backward(
            f"x not {g}",
            f"the gradient of the input lacks the part of the {LSTM_NAMES[g]} gate (missing term)",
            "add dz W^T of every gate",
        )
        for g in "ifco"
    ),
]

GRU_NAMES = {"z": "update", "r": "reset", "h": "candidate"}
GRU = [
    *SHARED,
    convention(
        "reset after",
        "the reset gate is applied after the recurrent product (as torch and Keras's default)",
        group="reset",
    ),
    convention(
        "z keeps new",
        "the update gate weighs the new state: h = (1 - z) h_prev + z h~",
        group="update",
    ),
    wrong(
        "no reset",
        "the reset gate is missing: h_prev is not multiplied by r",
        "h~ = tanh(x W + (r h_prev) U)",
        group="reset",
    ),
    wrong(
        "reset on input",
        "the reset gate is applied to the whole pre-activation, the input's part included",
        "h~ = tanh(x W + (r h_prev) U)",
        group="reset",
    ),
    wrong("no update", "the update gate is not used", "h = z h_prev + (1 - z) h~", group="update"),
    wrong(
        "z both",
        "both parts are multiplied by the update gate: 1 - z is missing",
        "h = z h_prev + (1 - z) h~",
        group="update",
    ),
    wrong(
        "no interpolation",
        "the new candidate is added without 1 - z",
        "h = z h_prev + (1 - z) h~",
        group="update",
    ),
    wrong(
        "r in update",
        "the reset gate is used in place of the update gate (gates swapped)",
        "h = z h_prev + (1 - z) h~",
        group="update",
    ),
    wrong(
        "candidate sigmoid",
        "the candidate has the sigmoid instead of tanh (wrong activation)",
        "h~ = tanh(...)",
        group="candidate",
    ),
    wrong(
        "candidate linear", "the candidate's tanh is missing", "h~ = tanh(...)", group="candidate"
    ),
    *swaps(("z", "r", "h"), GRU_NAMES),
    *mixed(("z", "r"), GRU_NAMES),
    wrong_backward(
        "keep cut",
        "missing recurrent term: the direct path of the gradient, dh z, to "
        "the previous state is left out",
        "dh_prev += dh z",
    ),
    wrong_backward(
        "reset h cut",
        "missing recurrent term: dh_prev lacks the path through the reset gate's product r h_prev",
        "dh_prev += (dz U^T) r",
    ),
    wrong_backward(
        "reset r skipped",
        "missing factor r: the path of the candidate to the previous "
        "state is not multiplied by the reset gate",
        "dh_prev += (dz U^T) r",
    ),
    *(
        wrong_backward(
            f"gate {g} skip",
            f"missing derivative: that of the {GRU_NAMES[g]} gate's activation is left out",
            "multiply by the activation's derivative",
        )
        for g in "zrh"
    ),
    *(
        wrong_backward(
            f"gate {g} cut",
            f"the {GRU_NAMES[g]} gate gets no gradient (missing term)",
            "add its term",
        )
        for g in "zrh"
    ),
    *(
        wrong_backward(
            f"gate {g} of z",
            f"wrong derivative of the {GRU_NAMES[g]} gate: applied to z instead of the activation",
            "use the gate's value",
        )
        for g in "zrh"
    ),
    wrong_backward(
        "update sign", "wrong sign of the update gate's gradient", "dz = dh (h_prev - h~)"
    ),
    wrong_backward(
        "update new only",
        "missing term: the update gate's gradient lacks the part of h_prev",
        "dz = dh (h_prev - h~)",
    ),
    wrong_backward(
        "update old only",
        "missing term: the update gate's gradient lacks the part of the candidate",
        "dz = dh (h_prev - h~)",
    ),
    wrong_backward(
        "only last step",
        "only the last time step contributes to the gradients: they are not summed over time",
        "accumulate (+=) over the steps",
    ),
    *(
        wrong_backward(
            f"h not {g}",
            f"missing recurrent term: dh_prev lacks the part of the {GRU_NAMES[g]} gate",
            "add dz U^T of every gate",
        )
        for g in "zr"
    ),
    *(
        wrong_backward(
            f"x not {g}",
            f"the gradient of the input lacks the part of the {GRU_NAMES[g]} gate (missing term)",
            "add dz W^T of every gate",
        )
        for g in "zrh"
    ),
]

CHOICES = {"simple_rnn": RNN, "lstm": LSTM, "gru": GRU}


def cut_if(t: Tape, key: str, node: Node) -> Node:
    """`node`, through which nothing flows back where `key` is on."""
    return t.edge(node, key)


def model(t: Tape, leaves: dict[str, Node], kind: str) -> dict[str, Node]:
    """All states, and the last: output (n, t, u), h (n, u), and for the LSTM c and cells."""
    x, n = leaves["input"], leaves["input"].shape[0]
    units = leaves[f"recurrent:{GATES[kind][0]}"].shape[0]
    h = leaves.get("h0") or t.of(np.zeros((n, units)))
    c = leaves.get("c0") or t.of(np.zeros((n, units)))
    steps = list(range(x.shape[1]))
    if "reversed time" in t.on or "reversed reading" in t.on:
        steps = steps[::-1]
    step = {"simple_rnn": rnn_step, "lstm": lstm_step, "gru": gru_step}[kind]
    weights = dict(leaves)
    if "only last step" in t.on:
        frozen = {k: t.of(v.value) for k, v in leaves.items() if ":" in k}
    states, cells = [], []
    for k in steps:
        used = weights
        if "only last step" in t.on and k != steps[-1]:
            used = {**leaves, **frozen}
        previous = t.of(np.zeros_like(h.value)) if "state reset" in t.on else h
        h, c = step(t, x[:, k], cut_if(t, "h cut", previous), c, used)
        states.append(h)
        cells.append(c)
    if t.on & {"reversed reading", "reversed states"}:
        states, cells = states[::-1], cells[::-1]
    found = {"output": t.stack(states, 1), "h": t.edge(h, "dh incoming cut")}
    if kind != "lstm":
        return found
    return {**found, "c": t.edge(c, "dc incoming cut"), "cells": t.stack(cells, 1)}


def linear(
    t: Tape, gate: str, x: Node, h: Node, w: dict[str, Node], recurrent: bool = True
) -> Node:
    """x W + h U + b of one gate."""
    z = cut_if(t, f"x not {gate}", x) @ w[f"kernel:{gate}"]
    if recurrent and "no recurrent" not in t.on:
        z = z + through_state(t, cut_if(t, f"h not {gate}", h), w[f"recurrent:{gate}"])
    b = w.get(f"bias:{gate}")
    return z if b is None or "no bias" in t.on else z + b


def through_state(t: Tape, h: Node, U: Node) -> Node:
    """h U, with the mistakes of its backward pass."""
    if "recurrent not transposed" in t.on:
        return t.of(h.value) @ U + (h - h.value) @ t.of(U.value.T)
    return h @ U


def rnn_step(t: Tape, x: Node, h: Node, c: Node, w: dict[str, Node]) -> tuple[Node, Node]:
    """h = tanh(x W + h U + b)."""
    curve = next((k for k in ("relu", "sigmoid", "linear") if f"act {k}" in t.on), "tanh")
    if "act not h" in t.on:
        z = linear(t, "h", x, t.of(h.value), w)
        return t.curve(curve, z, "act") + (h - h.value) @ t.of(w["recurrent:h"].value), c
    if "act not b" in t.on and "bias:h" in w:
        b = w["bias:h"]
        z = linear(t, "h", x, h, {**w, "bias:h": t.of(b.value)})
        return t.curve(curve, z, "act") + (b - b.value), c
    y = t.curve(curve, linear(t, "h", x, h, w), "act")
    if "recurrent kernel of h" in t.on:
        U = w["recurrent:h"]
        z = linear(t, "h", x, h, {**w, "recurrent:h": t.of(U.value)})
        y = t.curve(curve, z + t.of(y.value) @ (U - U.value), "act")
        y = Node(t, t.curve(curve, z).value, [(y, lambda g: g)])
    return y, c


def gate_value(t: Tape, gate: str, curve: str, z: Node) -> Node:
    """The gate's activation, with the mistakes of its derivative."""
    a = t.edge(t.curve(curve, z, f"gate {gate}"), f"gate {gate} cut")
    for other in ("sigmoid", "tanh"):
        if f"gate {gate} as {other}" in t.on:
            value = CURVES[curve][0](z.value)
            slope = value * (1 - value) if other == "sigmoid" else 1 - value**2
            return Node(t, value, [(z, lambda g, s=slope: g * s)])
    return a


def lstm_step(t: Tape, x: Node, h: Node, c: Node, w: dict[str, Node]) -> tuple[Node, Node]:
    """c = f c + i g; h = o tanh(c)."""
    w = swapped(t, w, ("i", "f", "c", "o"))
    z = {g: linear(t, g, x, h, w) for g in "ifco"}
    z = exchanged(t, z)
    if "forget 1" in t.on:
        z["f"] = z["f"] + 1.0
    curves = dict.fromkeys("ifo", "sigmoid") | {"c": "tanh"}
    curves |= {g: "tanh" for g in "ifo" if f"{g} tanh" in t.on}
    if "candidate sigmoid" in t.on:
        curves["c"] = "sigmoid"
    if "candidate linear" in t.on:
        curves["c"] = "linear"
    i, f, g, o = (gate_value(t, k, curves[k], z[k]) for k in "ifco")
    previous = c
    kept = t.edge(c, "c cut")
    keep = kept * f
    if "no forget" in t.on:
        keep = kept * 1.0
    if "no cell" in t.on:
        keep = kept * 0.0
    new = g if "no input gate" in t.on else g * (1.0 - f) if "one minus f" in t.on else i * g
    c = keep + new
    if "forget of c" in t.on:
        again = t.of(c.value - previous.value) * (f - f.value)
        c = c + again
    inner = previous if "out of previous c" in t.on else t.edge(c, "squash cut")
    if "c not squashed" in t.on:
        squashed = inner
    else:
        squashed = t.curve("sigmoid" if "c sigmoid" in t.on else "tanh", inner, "squash")
    return (squashed if "no output gate" in t.on else o * squashed), c


def gru_step(t: Tape, x: Node, h: Node, c: Node, w: dict[str, Node]) -> tuple[Node, Node]:
    """h~ = tanh(x W + (r h) U + b); h = z h + (1 - z) h~."""
    w = swapped(t, w, ("z", "r", "h"))
    before = exchanged(t, {g: linear(t, g, x, h, w) for g in "zr"})
    z = gate_value(t, "z", "sigmoid", before["z"])
    r = gate_value(t, "r", "sigmoid", before["r"])
    U, inner = w["recurrent:h"], t.edge(h, "reset h cut")
    if "reset after" in t.on:
        product = inner @ U
        if "recurrent_bias:h" in w:
            product = product + w["recurrent_bias:h"]
        past = r * product
    elif "no reset" in t.on:
        past = inner @ U
    elif "reset r skipped" in t.on:
        past = (r * inner.value + inner - inner.value) @ U
        past = past + t.of((r.value * inner.value) @ U.value - past.value)
    else:
        past = (r * inner) @ U
    zh = linear(t, "h", x, h, w, recurrent=False)
    if "reset on input" in t.on:
        zh = r * zh
        past = r * (h @ U)
    if "no recurrent" not in t.on:
        zh = zh + past
    curve = "sigmoid" if "candidate sigmoid" in t.on else "tanh"
    new = gate_value(t, "h", "linear" if "candidate linear" in t.on else curve, zh)
    kept = t.edge(h, "keep cut")
    z_new, z_old = t.edge(z, "update old only"), t.edge(z, "update new only")
    if "update sign" in t.on:
        flip = Node(t, z.value, [(z, lambda g: -g)])
        z_new = z_old = flip
    if "z keeps new" in t.on:
        return (1.0 - z_old) * kept + z_new * new, c
    if "no update" in t.on:
        return new, c
    if "z both" in t.on:
        return z_old * kept + z_new * new, c
    if "no interpolation" in t.on:
        return z_old * kept + new, c
    if "r in update" in t.on:
        return r * kept + (1.0 - r) * new, c
    return z_old * kept + (1.0 - z_new) * new, c


def swapped(t: Tape, w: dict[str, Node], gates: Sequence[str]) -> dict[str, Node]:
    """The weights, with two gates exchanged where that is on."""
    for a in gates:
        for b in gates:
            if f"swap {a}{b}" in t.on:
                w = dict(w)
                for part in ("kernel", "recurrent", "bias"):
                    one, other = f"{part}:{a}", f"{part}:{b}"
                    if one in w and other in w:
                        w[one], w[other] = w[other], w[one]
    return w
