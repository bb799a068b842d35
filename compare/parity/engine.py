"""From two models to a Verdict: align, copy weights, run, judge, name the cause."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from compare.parity import align, backward, inputs, losses, naming, state, steps, transfer
from compare.parity.closeness import EXACT, error
from compare.parity.judge import Comparison, Judged, changes, disagrees
from compare.parity.load import Loaded, home
from compare.parity.verdict import Divergence, Row, Verdict
from compare.validation.subject import Unusable
from reference.observed import Layer, Observation, Unobservable


@dataclass
class Options:
    """What was asked for; see the command's help."""

    input_shape: str | None = None
    input: str | None = None
    weights: str = "left-to-right"
    loss: str | None = None
    steps: int = 3
    optimizer: str | None = None
    modes: tuple[bool, ...] = (False, True)


@dataclass
class Pair:
    """Both sides of one comparison, and what they are run on."""

    left: Loaded
    right: Loaded
    options: Options
    sides: list[Any] = field(default_factory=list)
    inputs: list[np.ndarray] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sides = [home(x.framework).Side(x.model) for x in (self.left, self.right)]

    def observe(self, **options: Any) -> list[Observation]:
        """One run of both."""
        return [side.observe(self.inputs, **options) for side in self.sides]


def masks(k: int, shape: tuple[int, ...], rate: float) -> np.ndarray:
    """The k-th dropout's mask: the same draws for both sides, whatever their rates."""
    draws = np.random.default_rng(1000 + k).random(int(np.prod(shape))).reshape(shape)
    return (draws >= rate) / (1 - rate if rate < 1 else 1.0)


def upstream(shape: tuple[int, ...]) -> np.ndarray:
    """dL/doutput of the fixed projection that stands for a loss where none is given."""
    return np.random.default_rng(99).normal(size=shape)


def find_inputs(pair: Pair) -> list[Observation]:
    """Choose the inputs, and run both models on them in evaluation mode."""
    options = pair.options
    hints = [side.hints for side in pair.sides]
    if options.input:
        pair.inputs = inputs.from_file(options.input)
        return pair.observe(upstream=upstream)
    shapes = (
        [inputs.parsed(options.input_shape)] if options.input_shape else inputs.candidates(hints)
    )
    sizes = [h["vocabulary"] for h in hints if h.get("first") == "embedding"]
    kinds: list[int | None] = [min(sizes), None] if sizes else [None, 10]
    trouble: list[Exception] = []
    for shape in shapes:
        for vocabulary in kinds:
            pair.inputs = inputs.drawn(shape, vocabulary)
            try:
                return pair.observe(upstream=upstream, masks=masks)
            except Unobservable as error_:
                trouble.append(error_)
    raise Unusable(str(trouble[0]))


def share_weights(pair: Pair, seen: list[Observation]) -> list[str]:
    """Copy the weights as asked; what did not fit, in words."""
    way = pair.options.weights
    if way == "as-is":
        return []
    a, b = (0, 1) if way == "left-to-right" else (1, 0)
    source, target = pair.sides[a], pair.sides[b]
    transfer.perturb(source, seen[a])
    fresh = source.observe(pair.inputs, masks=masks)
    if source.framework == target.framework:
        given, taken = source.snapshot(), target.snapshot()
        if [w.shape for w in given.values()] == [w.shape for w in taken.values()]:
            target.restore(dict(zip(taken, given.values(), strict=True)))
            return []
    pairs = align.pairs(fresh, seen[b], values=False)
    return transfer.copy(fresh, seen[b], target, pairs)


def diff_pair(pair: Pair) -> Verdict:
    """The verdict on two loaded models."""
    seen = find_inputs(pair)
    verdict = Verdict(left=pair.left.title, right=pair.right.title)
    trouble = share_weights(pair, seen)
    said = any(getattr(x.module, "loss", None) for x in (pair.left, pair.right))
    for side, loaded in zip(pair.sides, (pair.left, pair.right), strict=True):
        loss = pair.options.loss or ("mse" if pair.options.optimizer and not said else None)
        side.prepare_training(loaded.module, loss, pair.options.optimizer)
    if levels(verdict, pair, trouble) and True in pair.options.modes:
        train(verdict, pair)
    return verdict


def compared(pair: Pair, **options: Any) -> Comparison:
    """One run of both, aligned."""
    left, right = pair.observe(masks=masks, upstream=upstream, **options)
    pairs = align.pairs(left, right, values=True)
    return Comparison(left, right, pair.sides[1], pairs, pair.inputs)


def levels(verdict: Verdict, pair: Pair, trouble: list[str]) -> bool:
    """Judge the outputs in every mode, the state, then the gradients; whether all agree."""
    right_is_torch = pair.right.framework == "pytorch"
    runs = []
    for training in pair.options.modes:
        name = "training" if training else "evaluation"
        comparison = compared(pair, training=training)
        runs.append((name, comparison))
        if not forward(verdict, pair, comparison, name, trouble):
            return False
        if training and not state.judge(verdict, comparison, right_is_torch):
            return False
    return all(backward.judge(verdict, comparison, name) for name, comparison in runs)


def train(verdict: Verdict, pair: Pair) -> None:
    """Judge the loss, its gradients and the training steps, where both sides have them."""
    sides = pair.sides
    if not all(side.loss for side in sides):
        if any(side.loss for side in sides):
            verdict.notes.append("only one side defines a loss: no training steps were run")
        return
    comparison = compared(pair, training=False)
    target = losses.judge(verdict, sides, comparison.left.output)
    if target is None:
        return
    left, right = (
        side.observe(pair.inputs, masks=masks, target=t)
        for side, t in zip(sides, target, strict=True)
    )
    pairs = align.pairs(left, right, values=True)
    comparison = Comparison(left, right, sides[1], pairs, pair.inputs)
    if not backward.judge(verdict, comparison, "loss"):
        return
    if all(side.optimizer is not None for side in sides):
        steps.judge(verdict, comparison, sides, target, pair.options.steps, masks)


def forward(
    verdict: Verdict, pair: Pair, comparison: Comparison, level: str, trouble: list[str]
) -> bool:
    """Judge the forward pass; whether it agrees."""
    judged = comparison.judged()
    if not verdict.layers:
        verdict.layers = rows(comparison, judged)
    worst = error(comparison.left.output, comparison.right.output)
    culprit = next((x for x in judged if guilty(comparison, x)), None)
    if culprit is None and level == "training":
        culprit = next((x for x in judged if drops_otherwise(comparison, x)), None)
    if culprit is None and not disagrees(comparison.tail()):
        verdict.levels[f"{level} output"] = f"agree ({worst:.2g})"
        note_constants(verdict, comparison, judged)
        return True
    verdict.verdict, verdict.where = "disagree", "forward"
    verdict.levels[f"{level} output"] = f"disagree ({worst:.2g})"
    locate(verdict, pair, comparison, culprit)
    verdict.evidence += [f"weights that could not be copied: {t}" for t in trouble]
    return False


def drops_otherwise(comparison: Comparison, x: Judged) -> bool:
    """Whether a pair has other dropout inside, which is off in every run."""
    assert x.left is not None
    assert x.right is not None
    a, b = comparison.left.layers[x.left].arguments, comparison.right.layers[x.right].arguments
    return any(
        (a.get(rate) or 0) != (b.get(rate) or 0) for rate in ("dropout", "recurrent_dropout")
    )


def guilty(comparison: Comparison, x: Judged) -> bool:
    """Whether a pair's isolated error is more than rounding."""
    assert x.left is not None
    assert x.right is not None
    a, b = comparison.left.layers[x.left], comparison.right.layers[x.right]
    static = a.kind != b.kind or bool(naming.settings(a, b, True))
    return disagrees(x.isolated, static, a.kind)


def locate(verdict: Verdict, pair: Pair, comparison: Comparison, culprit: Judged | None) -> None:
    """Say which layers part first, and why."""
    right_is_torch = pair.right.framework == "pytorch"
    left, right = comparison.left, comparison.right
    if culprit is None:
        i, j = comparison.pairs[-1] if comparison.pairs else (None, None)
        missing(verdict, comparison, i, j, at_end=True)
        return
    i, j = culprit.left, culprit.right
    assert i is not None
    assert j is not None
    a, b = left.layers[i], right.layers[j]
    between = [comparison.between_left(i), comparison.between_right(j)]
    steps = [k for k in between[0] if changes(left.layers[k])]
    steps += [k for k in between[1] if changes(right.layers[k])]
    if steps and not disagrees(comparison.direct(i, j)):
        missing(verdict, comparison, i, j)
        return
    if a.kind == b.kind and disagrees(culprit.isolated) and not disagrees(comparison.direct(i, j)):
        found = naming.connected(left, right, i, j)
    else:
        found = naming.name(comparison, i, j, right_is_torch, culprit.isolated)
    verdict.first_divergence = Divergence(spoken(left, i), spoken(right, j))
    verdict.cause, verdict.fix, verdict.link = found.cause, found.fix, found.link or None
    verdict.evidence.append(
        f"{a.name} and {b.name}: isolated error {culprit.isolated:.2g}, "
        f"accumulated {culprit.accumulated:.2g}"
    )
    verdict.evidence += found.evidence


def spoken(seen: Observation, k: int) -> str:
    """A layer's name; of a part that is taken of a layer's output, that layer's."""
    while seen.layers[k].kind == "slice" and seen.layers[k].sources[0][0] >= 0:
        k = seen.layers[k].sources[0][0]
    return seen.layers[k].name


def missing(
    verdict: Verdict, comparison: Comparison, i: int | None, j: int | None, at_end: bool = False
) -> None:
    """A step that only one side has."""
    left, right = comparison.left, comparison.right
    if at_end:
        lefts = tail_steps(left, set(comparison.reverse))
        rights = tail_steps(right, set(comparison.partner))
    else:
        assert i is not None
        assert j is not None
        lefts, rights = comparison.between_left(i), comparison.between_right(j)
    only_left = [left.layers[k] for k in lefts if changes(left.layers[k])]
    only_right = [right.layers[k] for k in rights if changes(right.layers[k])]
    before = neighbour(comparison, i, j, at_end)
    names = [
        only_left[0].name if only_left else before[0],
        only_right[0].name if only_right else before[1],
    ]
    verdict.first_divergence = Divergence(*names)
    moved = [x for x in only_left if describe(x) in strays(right, set(comparison.partner))]
    moved += [x for x in only_right if describe(x) in strays(left, set(comparison.reverse))]
    said = [f"another order: {describe(x)} stands elsewhere on the other side" for x in moved[:1]]
    said += [f"{describe(x)} ({x.name}) on the left only" for x in only_left]
    said += [f"{describe(x)} ({x.name}) on the right only" for x in only_right]
    verdict.cause = "a step on one side only (missing or extra): " + "; ".join(said)
    verdict.fix = "add it on the other side, or take it away: " + ", ".join(
        describe(x) for x in (*only_left, *only_right)
    )
    verdict.evidence.append("without these steps the layers that follow agree on equal inputs")


def strays(seen: Observation, paired: set[int]) -> set[str]:
    """What the steps without a partner are."""
    return {
        describe(layer)
        for k, layer in enumerate(seen.layers)
        if k not in paired and layer.inputs and changes(layer)
    }


def tail_steps(seen: Observation, paired: set[int]) -> list[int]:
    """The steps without a partner that lead to the output."""
    from compare.parity.judge import lonely

    k = seen.output_source[0]
    if k in paired or k < 0:
        return []
    return [*lonely(seen, k, paired), k]


def neighbour(
    comparison: Comparison, i: int | None, j: int | None, at_end: bool
) -> tuple[str | None, str | None]:
    """The pair just before a missing step: where it would stand."""
    if i is None or j is None:
        return None, None
    place = comparison.pairs.index((i, j)) - (0 if at_end else 1)
    if place < 0:
        place = 0
    a, b = comparison.pairs[place]
    return comparison.left.layers[a].name, comparison.right.layers[b].name


def describe(layer: Layer) -> str:
    """activation relu, dropout, batch_normalization."""
    function = layer.arguments.get("function")
    return f"{layer.kind} {function}" if function else layer.kind.replace("_", " ")


def note_constants(verdict: Verdict, comparison: Comparison, judged: list[Judged]) -> None:
    """Differences that are a constant rounded to float32, as notes."""
    for x in judged:
        if x.isolated > EXACT and x.left is not None:
            layer = comparison.left.layers[x.left]
            note = (
                f"{layer.name} ({describe(layer)}): {x.isolated:.2g}, a constant rounded to "
                "float32, no disagreement"
            )
            if note not in verdict.notes:
                verdict.notes.append(note)


def rows(comparison: Comparison, judged: list[Judged]) -> list[Row]:
    """The table of layers, those without a partner in their places."""
    left, right = comparison.left, comparison.right
    found = []
    for x in judged:
        assert x.left is not None
        assert x.right is not None
        a, b = left.layers[x.left], right.layers[x.right]
        bad = guilty(comparison, x)
        verdict = "disagree" if bad else "agree" if not disagrees(x.accumulated) else "inherited"
        found += [
            Row(left.layers[k].name, None, left.layers[k].kind, verdict="no partner")
            for k in comparison.between_left(x.left)
        ]
        found += [
            Row(None, right.layers[k].name, right.layers[k].kind, verdict="no partner")
            for k in comparison.between_right(x.right)
        ]
        found.append(Row(a.name, b.name, a.kind, x.accumulated, x.isolated, verdict=verdict))
    return found
