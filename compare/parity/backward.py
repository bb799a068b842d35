"""The backward pass: the layer whose gradients part while the gradient that reaches it agrees."""

import numpy as np

from compare.parity.closeness import error
from compare.parity.judge import Comparison, changes
from compare.parity.naming import Explanation
from compare.parity.verdict import Divergence, Verdict
from reference.observed import Layer

TOLERANCE = 1e-6
BORN = 1e-13
"""Gradients this small beside the largest are rounding of zero: a bias before normalization."""


def judge(verdict: Verdict, comparison: Comparison, level: str) -> bool:
    """Compare all gradients; whether they agree."""
    largest = scale(comparison)
    weights = {p: weight_error(comparison, p, largest) for p in comparison.pairs}
    outputs = {p: output_error(comparison, p, largest) for p in comparison.pairs}
    for row in verdict.layers:
        for (i, j), (value, _) in weights.items():
            if (row.left, row.right) == (
                comparison.left.layers[i].name, comparison.right.layers[j].name
            ):  # fmt: skip
                row.backward = max(value, outputs[(i, j)] if value else 0.0)
    inputs = max(
        (
            difference(a, b, largest)
            for a, b in zip(
                comparison.left.input_gradients, comparison.right.input_gradients, strict=False
            )
        ),
        default=0.0,
    )
    worst = max([inputs, *(value for value, _ in weights.values())], default=0.0)
    if worst <= TOLERANCE:
        verdict.levels[f"{level} gradients"] = f"agree ({worst:.2g})"
        return True
    verdict.levels[f"{level} gradients"] = f"disagree ({worst:.2g})"
    verdict.verdict, verdict.where = "disagree", "backward"
    locate(verdict, comparison, weights, outputs)
    return False


def scale(comparison: Comparison) -> float:
    """The largest gradient of any weight."""
    found = [
        float(np.max(np.abs(g)))
        for seen in (comparison.left, comparison.right)
        for layer in seen.layers
        for g in layer.weight_gradients.values()
        if g.size
    ]
    return max(found, default=1.0)


def difference(a: np.ndarray | None, b: np.ndarray | None, largest: float) -> float:
    """The error of one gradient; one that is not there is zero."""
    if a is None and b is None:
        return 0.0
    a = np.zeros_like(b) if a is None else a
    b = np.zeros_like(a) if b is None else b
    if max(np.max(np.abs(a), initial=0), np.max(np.abs(b), initial=0)) < BORN * largest * 1e3:
        return 0.0
    return error(a, b)


def weight_error(
    comparison: Comparison, pair: tuple[int, int], largest: float
) -> tuple[float, str]:
    """The worst error of a pair's weight gradients, and which weight it is."""
    a, b = comparison.left.layers[pair[0]], comparison.right.layers[pair[1]]
    worst = (0.0, "")
    for name in a.weights:
        if name in b.weights and name not in a.state:
            value = difference(a.weight_gradients.get(name), b.weight_gradients.get(name), largest)
            worst = max(worst, (value, name))
    return worst


def output_error(comparison: Comparison, pair: tuple[int, int], largest: float) -> float:
    """The error of dL/doutput of a pair."""
    a, b = comparison.left.layers[pair[0]], comparison.right.layers[pair[1]]
    return difference(a.output_gradient, b.output_gradient, largest)


def locate(
    verdict: Verdict,
    comparison: Comparison,
    weights: dict[tuple[int, int], tuple[float, str]],
    outputs: dict[tuple[int, int], float],
) -> None:
    """From the output backwards, the first pair that gets the same gradient and gives another."""
    partner = comparison.partner
    for i, j in reversed(comparison.pairs):
        if outputs[(i, j)] > TOLERANCE:
            continue
        if weights[(i, j)][0] > TOLERANCE:
            name_weight(verdict, comparison, i, j, weights[(i, j)])
            return
    candidates = []
    for i, j in reversed(comparison.pairs):
        if outputs[(i, j)] > TOLERANCE:
            continue
        before = [s for s in frontier(comparison, j) if outputs[(partner[s], s)] > TOLERANCE]
        if before:
            candidates.append((i, j, before))
    stopping = [c for c in candidates if stops(comparison, c[0], c[1])]
    for i, j, _ in stopping or candidates:
        name_step(verdict, comparison, i, j)
        return
    verdict.first_divergence = "loss"
    verdict.cause = "the loss has another gradient at the same output"
    verdict.fix = "use the same loss: reduction, from_logits, label smoothing"


def frontier(comparison: Comparison, j: int) -> list[int]:
    """The nearest steps with a partner that lead to the right's step j."""
    found = []
    open_ = [s for s, _ in comparison.right.layers[j].sources]
    while open_:
        s = open_.pop()
        if s in comparison.partner:
            found.append(s)
        elif s >= 0:
            open_.extend(t for t, _ in comparison.right.layers[s].sources)
    return found


def stops(comparison: Comparison, i: int, j: int) -> bool:
    """Whether a step between is one that stops gradients."""
    return bool(stoppers(comparison, i, j))


def stoppers(comparison: Comparison, i: int, j: int) -> list[Layer]:
    """The steps without a partner that stop gradients."""
    steps = [comparison.left.layers[k] for k in comparison.between_left(i)]
    steps += [comparison.right.layers[k] for k in comparison.between_right(j)]
    return [x for x in steps if x.kind in {"detach", "stop_gradient", "data", "get"}]


def name_weight(
    verdict: Verdict, comparison: Comparison, i: int, j: int, worst: tuple[float, str]
) -> None:
    """A weight whose gradient differs though the layer's output gradient agrees."""
    a, b = comparison.left.layers[i], comparison.right.layers[j]
    verdict.first_divergence = Divergence(a.name, b.name)
    value, name = worst
    found = weight_cause(a, b, name)
    verdict.cause, verdict.fix = found.cause, found.fix
    verdict.link = found.link or None
    verdict.evidence.append(
        f"{a.name} and {b.name}: the gradient of their output agrees, that of {name} differs by "
        f"{value:.2g}"
    )


def weight_cause(a: Layer, b: Layer, name: str) -> Explanation:
    """Why a weight's gradient differs."""
    for x, side in ((a, "left"), (b, "right")):
        other = b if x is a else a
        if name in x.frozen and name not in other.frozen:
            return Explanation(
                f"{name} is frozen (not trainable, requires_grad=False) on the {side} only",
                "layer.trainable = True or parameter.requires_grad_(True)",
            )
    if a.arguments.get("padding_idx") != b.arguments.get("padding_idx"):
        values = f"{a.arguments.get('padding_idx')} against {b.arguments.get('padding_idx')}"
        return Explanation(
            f"embedding padding_idx: {values}: torch gives that row no gradient",
            "torch.nn.Embedding(n, d) without padding_idx; Keras has none (mask_zero is no "
            "padding_idx)",
        )
    if name not in a.weight_gradients or name not in b.weight_gradients:
        side = "left" if name not in a.weight_gradients else "right"
        return Explanation(
            f"no gradient reaches {name} on the {side} (detach, stop_gradient, no_grad, or it is "
            "not used)",
            "take detach / stop_gradient away",
        )
    return Explanation(
        f"the gradient of {name} differs: the layer is used or scaled differently in the backward "
        "pass (gradient clipping, a hook, detach, stop_gradient)",
        "take hooks and stop_gradient away",
    )


def name_step(verdict: Verdict, comparison: Comparison, i: int, j: int) -> None:
    """A step that hands on another gradient than its partner."""
    a, b = comparison.left.layers[i], comparison.right.layers[j]
    extra = stoppers(comparison, i, j)
    verdict.first_divergence = Divergence(a.name, b.name)
    if extra:
        verdict.cause = f"{extra[0].kind} ({extra[0].name}) on one side: it stops the gradient"
        verdict.fix = "take detach / stop_gradient away, or add it on the other side"
        return
    verdict.cause = (
        f"{a.kind} hands another gradient on: detach, stop_gradient, no_grad or a custom backward"
    )
    verdict.fix = "take detach / stop_gradient away, or add it on the other side"
    verdict.evidence.append(
        f"the gradient that reaches {a.name} and {b.name} agrees, the one they hand on does not"
        f"{'' if changes(a) else ', though neither changes its numbers'}"
    )
