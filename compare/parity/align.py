"""Alignment: which layer of one model corresponds to which of the other.

Both models' layers are put in one canonical order, from the output backwards, so that it does not
matter in which order the code computes its branches. Then the best pairing that keeps the order is
found (Needleman and Wunsch 1970), by kind, weights, shapes and, once weights are shared, values.
"""

from functools import cache

import numpy as np

from compare.parity.closeness import error
from reference.observed import Layer, Observation

FAMILIES = (
    {"flatten", "reshape", "slice", "permute", "identity", "global_average_pool",
     "global_max_pool", "reduce_average", "reduce_max", "reduce_sum"},
    {"batch_normalization", "layer_normalization", "group_normalization", "rms_normalization"},
    {"max_pool", "average_pool", "adaptive_average_pool", "adaptive_max_pool",
     "global_average_pool", "global_max_pool"},
    {"lstm", "gru", "simple_rnn", "bidirectional"},
    {"add", "multiply", "subtract", "average", "maximum", "minimum", "concatenate"},
    {"conv", "conv_transpose"},
    {"conv_transpose", "upsample"},
    {"dense", "conv"},
    {"scale", "offset"},
    {"add", "offset"},
    {"multiply", "scale"},
    {"reduce_max", "global_average_pool"},
)  # fmt: skip
NEUTRAL = {"identity", "permute", "dropout", "flatten", "reshape", "padding"}
FORBIDDEN = -1e9
MERGES = {"add", "multiply", "subtract", "average", "maximum", "minimum", "concatenate"}
COMMUTES = {"add", "multiply", "maximum", "minimum", "average", "concatenate"}


def canonical_order(seen: Observation) -> list[int]:
    """The layers that the output needs, inputs before what uses them, the longest branch first."""
    layers = seen.layers

    @cache
    def depth(k: int) -> int:
        return 1 + max((depth(s) for s, _ in layers[k].sources if s >= 0), default=0)

    @cache
    def signature(k: int) -> str:
        own = f"{layers[k].kind}{sorted(shapes(layers[k]).items())}"
        return own + "".join(signature(s) for s, _ in layers[k].sources if s >= 0)[:400]

    for k in range(len(layers)):
        depth(k)
    done: dict[int, None] = {}
    stack = [(seen.output_source[0], False)]
    while stack:
        k, ready = stack.pop()
        if k < 0 or k in done:
            continue
        if ready:
            done[k] = None
            continue
        stack.append((k, True))
        before = [s for s, _ in layers[k].sources]
        if layers[k].kind in COMMUTES:
            before.sort(key=lambda s: (-depth(s), signature(s)) if s >= 0 else (0, ""))
        stack.extend((s, False) for s in reversed(before))
    return list(done)


def shapes(layer: Layer) -> dict[str, tuple[int, ...]]:
    """The shapes of the trained weights."""
    return {name: w.shape for name, w in layer.weights.items() if name not in layer.state}


def squeezed(shape: tuple[int, ...]) -> tuple[int, ...]:
    """A shape without its axes of length one."""
    return tuple(n for n in shape if n != 1)


def score(a: Layer, b: Layer, values: bool) -> float:
    """How well two layers match; FORBIDDEN where they cannot."""
    fits = squeezed(a.output.shape) == squeezed(b.output.shape)
    if a.kind == b.kind:
        if a.kind in ("slice", "permute") and not fits:
            return FORBIDDEN
        total = 10.0 + 2 * (a.kind in MERGES) + 3 * fits + (a.arguments == b.arguments)
        if a.weights and b.weights:
            total += 5 if shapes(a) == shapes(b) else 0
    elif any({a.kind, b.kind} <= family for family in FAMILIES):
        if not fits:
            return FORBIDDEN
        total = 5.0
    elif values and fits and not a.weights and not b.weights and equal(a, b):
        return 8.0
    elif a.weights and b.weights and fits:
        total = 2.0
    else:
        return FORBIDDEN
    if values and fits and equal(a, b):
        total += 6
    return total + 0.5 * (a.name.split(".")[-1] == b.name)


def equal(a: Layer, b: Layer) -> bool:
    """Whether two layers' outputs agree."""
    return error(a.output, b.output) < 1e-7


def gap(layer: Layer) -> float:
    """What leaving a layer without a partner costs."""
    if layer.kind in NEUTRAL:
        return 0.0
    return -3.0 if layer.weights or layer.kind in MERGES else -1.0


def pairs(left: Observation, right: Observation, values: bool) -> list[tuple[int, int]]:
    """The aligned layers (left, right), in canonical order."""
    ls, rs = canonical_order(left), canonical_order(right)
    best = np.zeros((len(ls) + 1, len(rs) + 1))
    way = np.zeros(best.shape, dtype=int)
    for i in range(1, len(ls) + 1):
        best[i, 0], way[i, 0] = best[i - 1, 0] + gap(left.layers[ls[i - 1]]), 1
    for j in range(1, len(rs) + 1):
        best[0, j], way[0, j] = best[0, j - 1] + gap(right.layers[rs[j - 1]]), 2
    for i in range(1, len(ls) + 1):
        a = left.layers[ls[i - 1]]
        for j in range(1, len(rs) + 1):
            b = right.layers[rs[j - 1]]
            options = (
                best[i - 1, j - 1] + score(a, b, values),
                best[i - 1, j] + gap(a),
                best[i, j - 1] + gap(b),
            )
            way[i, j] = int(np.argmax(options))
            best[i, j] = options[way[i, j]]
    found = []
    i, j = len(ls), len(rs)
    while i and j:
        if way[i, j] == 0:
            found.append((ls[i - 1], rs[j - 1]))
            i, j = i - 1, j - 1
        elif way[i, j] == 1:
            i -= 1
        else:
            j -= 1
    return found[::-1]
