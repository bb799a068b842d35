"""The loss: what it is given, and whether both sides' agree at the same output."""

from typing import Any

import numpy as np

from compare.parity.verdict import Verdict
from reference.observed import Unobservable

TOLERANCE = 1e-6
Target = tuple[np.ndarray, np.ndarray]


def words(sides: list[Any]) -> str:
    """All that is known of both losses, in lower case."""
    return " ".join(str(side.loss_words).lower() for side in sides)


def targets(y: np.ndarray, sides: list[Any]) -> list[Target]:
    """(left's, right's) target in the forms that the losses may want, the likeliest first."""
    rng = np.random.default_rng(5)
    said = words(sides)
    classes = y.shape[-1]
    labels = rng.integers(0, max(classes, 2), size=y.shape[:-1])
    onehot = np.eye(max(classes, 2))[labels] if classes > 1 else labels[..., None].astype(float)
    binary = rng.integers(0, 2, size=y.shape).astype(float)
    real = rng.normal(size=y.shape)
    forms: list[np.ndarray]
    if "sparse" in said:
        forms = [labels, labels[..., None], onehot]
    elif "categorical" in said:
        forms = [onehot, labels]
    elif "binary" in said or "bce" in said or "sigmoid" in said:
        forms = [binary]
    elif "cross_entropy" in said or "crossentropy" in said or "nll" in said:
        forms = [labels, onehot]
    elif "hinge" in said:
        forms = [2 * binary - 1]
    elif "kl" in said or "poisson" in said:
        forms = [np.exp(real) / np.exp(real).sum(-1, keepdims=True)]
    else:
        forms = [real]
    if classes == 1:
        forms += [form[..., 0] for form in forms if form.shape == y.shape]
    pairs = [(form, form) for form in forms]
    return pairs + [(a, b) for a in forms for b in forms if a is not b]


def judge(verdict: Verdict, sides: list[Any], y: np.ndarray) -> Target | None:
    """The target that both losses take; None where they disagree (then the verdict says so)."""
    tried: list[tuple[float, float, Target, tuple[Any, ...]]] = []
    trouble = ""
    for pair in targets(y, sides):
        try:
            values = [side.loss_at(y, t) for side, t in zip(sides, pair, strict=True)]
        except Unobservable as error:
            trouble = trouble or str(error)
            continue
        (a, _), (b, _) = values
        difference = abs(a - b) / max(abs(a), abs(b), 1e-300)
        tried.append((difference, abs(a), pair, (a, b, values)))
        if difference <= TOLERANCE:
            verdict.levels["loss"] = f"agree ({difference:.2g})"
            return pair
    if not tried:
        raise Unobservable(trouble)
    difference, _, _, (a, b, _) = tried[0]
    verdict.verdict, verdict.where, verdict.first_divergence = "disagree", "forward", "loss"
    verdict.levels["loss"] = f"disagree ({difference:.2g})"
    verdict.evidence.append(f"at the same output the losses are {a:.6g} and {b:.6g}")
    verdict.cause, verdict.fix = cause(sides, y, tried[0])
    return None


def cause(sides: list[Any], y: np.ndarray, first: Any) -> tuple[str, str]:
    """What makes two losses differ: hypotheses on the values."""
    a, b, _ = first[3]
    ratio = a / b if b else np.inf
    target = first[2][0]
    n, size = len(y), y.size
    for factor, meaning in (
        (float(n), "the batch's size"),
        (float(size), "the number of elements"),
        (size / n, "the number of elements of a sample"),
        (2.0, "two"),
    ):
        for value in (factor, 1 / factor):
            if factor > 1 and abs(ratio / value - 1) < 1e-6:
                return (
                    (
                        f"loss reduction: one side is {meaning} times ({value:.6g}) the other: sum "
                        "against mean"
                    ),
                    'torch reduction="mean" or keras reduction="sum_over_batch_size"',
                )
    for k, (given, other) in enumerate(((a, b), (b, a))):
        for smoothing in (0.05, 0.1, 0.15, 0.2, 0.3):
            smooth = smoothed(target, y, smoothing)
            if smooth is None:
                break
            try:
                value = sides[k].loss_at(y, smooth)[0]
            except Unobservable:
                continue
            if abs(value - other) < 1e-6 * abs(other) and abs(given - other) > 0:
                return (
                    f"label smoothing: {smoothing:g} on one side only",
                    f"label_smoothing={smoothing:g} on both",
                )
    return logits_cause(sides, y, target, a, b)


def smoothed(target: np.ndarray, y: np.ndarray, amount: float) -> np.ndarray | None:
    """One-hot or binary targets, smoothed."""
    classes = y.shape[-1]
    if target.dtype.kind in "iu":
        if target.shape != y.shape[:-1]:
            return None
        target = np.eye(classes)[target]
    if target.shape != y.shape or not np.isin(target, (0, 1)).all():
        return None
    spread = 0.5 if classes == 1 else 1 / classes
    return target * (1 - amount) + amount * spread


def logits_cause(
    sides: list[Any], y: np.ndarray, target: np.ndarray, a: float, b: float
) -> tuple[str, str]:
    """Whether one side takes logits for probabilities, or the other way round."""
    exp = np.exp(y - y.max(-1, keepdims=True))
    changed = {
        "softmax": exp / exp.sum(-1, keepdims=True),
        "sigmoid": 1 / (1 + np.exp(-y)),
        "log": np.log(np.clip(y, 1e-12, None)),
    }
    said = words(sides)
    for name, value in changed.items():
        for k, other in ((0, b), (1, a)):
            try:
                found = sides[k].loss_at(value, target)[0]
            except Unobservable:
                continue
            if np.isfinite(found) and abs(found - other) < 1e-6 * abs(other):
                return (
                    (
                        f"from_logits: one loss takes logits, the other probabilities: with {name} "
                        f"of the output the {'left' if k == 0 else 'right'} loss agrees "
                        "(softmax or sigmoid twice, or not at all)"
                    ),
                    (
                        "keras from_logits=True with a model that ends without softmax/sigmoid, as "
                        "torch's cross_entropy and BCEWithLogitsLoss"
                    ),
                )
    if "entropy" in said or "bce" in said or "nll" in said:
        return (
            (
                "the losses differ on the same output: from_logits (logits against probabilities, "
                "softmax/sigmoid twice), label smoothing or class weights"
            ),
            "keras from_logits=True exactly where the model ends without softmax or sigmoid",
        )
    return (
        "another loss function or reduction (mean against sum, squared against absolute, delta)",
        "use the same loss on both sides",
    )
