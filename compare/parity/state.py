"""Running statistics after a training run: momentum, and torch's unbiased variance as a note."""

from typing import Any

import numpy as np

from compare.parity import causes, naming
from compare.parity.closeness import error
from compare.parity.judge import Comparison
from compare.parity.verdict import Divergence, Verdict
from reference.observed import Layer

TOLERANCE = 1e-7
UNBIASED = "https://github.com/pytorch/pytorch/issues/77427"


def judge(verdict: Verdict, comparison: Comparison, right_is_torch: bool) -> bool:
    """Compare every layer's state after training; whether it agrees."""
    worst = 0.0
    for i, j in comparison.pairs:
        a, b = comparison.left.layers[i], comparison.right.layers[j]
        after = comparison.left.state_after.get(i, {}), comparison.right.state_after.get(j, {})
        for name in after[0]:
            if name not in after[1]:
                continue
            value = error(after[0][name], after[1][name])
            if value <= TOLERANCE:
                worst = max(worst, value)
                continue
            if name == "moving_variance" and unbiased(a, b, after):
                note = (
                    f"{a.name}: the running variance differs by n/(n-1): torch's is unbiased, "
                    f"Keras's is not, no disagreement ({UNBIASED})"
                )
                verdict.notes.append(note)
                continue
            blame(verdict, comparison, i, j, name, value, right_is_torch)
            return False
    verdict.levels["training state"] = f"agree ({worst:.2g})"
    return True


def unbiased(a: Layer, b: Layer, after: tuple[dict[str, np.ndarray], ...]) -> bool:
    """Whether the variances differ by n/(n-1) alone."""
    m: list[Any] = [x.arguments.get("momentum") for x in (a, b)]
    if None in m or abs(m[0] - m[1]) > 1e-6:
        return False
    old = a.weights["moving_variance"] * m[0]
    n = a.output.size / a.output.shape[-1]
    parts = [x["moving_variance"] - old for x in after]
    ratio = n / (n - 1) if n > 1 else 1.0
    return any(error(parts[k] * ratio, parts[1 - k]) < 1e-5 for k in (0, 1))


def blame(
    verdict: Verdict, comparison: Comparison, i: int, j: int, name: str, value: float,
    right_is_torch: bool,
) -> None:  # fmt: skip
    """Name the layer whose state parts."""
    a, b = comparison.left.layers[i], comparison.right.layers[j]
    verdict.verdict, verdict.where = "disagree", "state"
    verdict.levels["training state"] = f"disagree ({value:.2g})"
    verdict.first_divergence = Divergence(a.name, b.name)
    verdict.evidence.append(f"{name} of {a.name} and {b.name} differs by {value:.2g} after a step")
    if "momentum" in causes.differing(a.arguments, b.arguments):
        found = next(s for s in naming.settings(a, b, right_is_torch) if "momentum" in s.cause)
        verdict.cause, verdict.fix, verdict.link = found.cause, found.fix, found.link
        return
    verdict.cause = (
        f"{name} is updated differently: batch normalization is frozen, in another mode, or does "
        "not track running statistics on one side"
    )
    verdict.fix = "bn.trainable = True and training=True, or model.train()"
