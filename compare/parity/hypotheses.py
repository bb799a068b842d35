"""Hypotheses: what, done to one side's culprit, makes it agree; each tried, residual before, after.

They are for what settings do not show: an order of numbers, a missing step, another function.
"""

from collections.abc import Callable, Iterator
from itertools import permutations

import numpy as np

from compare.parity.closeness import EXACT, error
from reference.observed import Layer

Tried = tuple[str, str, str, list[str]]
Hypothesis = Callable[[Layer, Layer], Iterator[tuple[np.ndarray, str, str, str]]]


def flatten_order(a: Layer, _b: Layer) -> Iterator[tuple[np.ndarray, str, str, str]]:
    """The same numbers, flattened channels first."""
    if a.kind not in {"flatten", "reshape"} or not a.inputs:
        return
    x, shape = a.inputs[0], a.output.shape
    for order in permutations(range(1, len(shape))):
        if list(order) != sorted(order) and a.kind == "reshape" and x.size == a.output.size:
            front = x.reshape(shape[0], *(shape[k] for k in order))
            yield (
                front.transpose(0, *(1 + int(k) for k in np.argsort(order))),
                (
                    "reshape order: channels first (C, H, W) on one side, last (H, W, C) "
                    "on the other"
                ),
                (
                    "keras.layers.Reshape((C, H, W)) and Permute((2, 3, 1)), or torch's "
                    "x.view(-1, H, W, C).permute(0, 3, 1, 2)"
                ),
                "",
            )
    for order in permutations(range(1, x.ndim)):
        if list(order) != sorted(order):
            yield (
                x.transpose(0, *order).reshape(a.output.shape),
                "flatten order: channels first (C, H, W) on one side and channels last (H, W, C) "
                "on the other" if x.ndim == 4 else "flatten (reshape) order of the axes",
                ("keras.layers.Permute((3, 1, 2)) before Flatten, or x.permute(0, 2, 3, 1) before "
                "torch.flatten(x, 1)"),
                "https://github.com/gzuidhof/nn-transfer/issues/16",
            )  # fmt: skip


def which_step(a: Layer, b: Layer) -> Iterator[tuple[np.ndarray, str, str, str]]:
    """Another step of a sequence: the first, the last, the maximum, the mean."""
    kinds = {"slice", "global_average_pool", "global_max_pool", "reduce_average", "reduce_max"}
    if not {a.kind, b.kind} & kinds or not a.inputs or a.inputs[0].ndim != 3:
        return
    x = a.inputs[0]
    half = x.shape[2] // 2
    ways = {
        "the last time step": x[:, -1],
        "the first time step": x[:, 0],
        "the mean over time": x.mean(1),
        "the maximum over time": x.max(1),
        "the sum over time": x.sum(1),
        "the last step of both directions (each direction's own last)": np.concatenate(
            [x[:, -1, :half], x[:, 0, half:]], axis=-1
        ),
        "the last output of one direction only": x[:, -1, :half],
    }
    left, right = (
        next((way for way, y in ways.items() if error(y, side.output) < 1e-9), side.kind)
        for side in (a, b)
    )
    if left in ways or right in ways:
        y = ways[left] if left in ways else ways[right]
        yield (
            y,
            f"another part of the sequence: {left} against {right}",
            (
                "take the same: torch out[:, -1] is the last step, of both directions; "
                "torch.cat([h[0], h[1]], dim=-1) is what keras.layers.Bidirectional returns"
            ),
            "",
        )


def concatenation_order(a: Layer, _b: Layer) -> Iterator[tuple[np.ndarray, str, str, str]]:
    """The same arrays, joined in another order."""
    if a.kind != "concatenate" or len(a.inputs) > 4:
        return
    axis = a.arguments.get("axis", -1)
    for order in permutations(range(len(a.inputs))):
        if list(order) != sorted(order):
            yield (
                np.concatenate([a.inputs[k] for k in order], axis=axis),
                "concatenation order: the inputs of concatenate (cat) stand in another order",
                "keras.layers.Concatenate()([a, b]) as torch.cat([a, b], dim=1)",
                "",
            )


HYPOTHESES: tuple[Hypothesis, ...] = (flatten_order, which_step, concatenation_order)


def explain(a: Layer, b: Layer, theirs: np.ndarray, before: float) -> Tried | None:
    """The first hypothesis that gives one side's output and not the other's.

    `theirs` is the right layer's output on what the left one was given.
    """
    for hypothesis in HYPOTHESES:
        for value, cause, fix, link in hypothesis(a, b):
            after, other = sorted((error(value, a.output), error(value, theirs)))
            if after < EXACT < other:
                words = f"residual falls from {before:.2g} to {after:.2g}: {cause}"
                return cause, fix, link, [words]
    return None
