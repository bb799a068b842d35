"""Training steps: from the same weights, the same batch; which quantity parts first, in which step.

After each step the right side gets the left's weights, so that a step is judged by itself; what an
optimizer remembers stays each side's own.
"""

from typing import Any

import numpy as np

from compare.parity import causes
from compare.parity.closeness import error
from compare.parity.judge import Comparison
from compare.parity.verdict import Verdict

GRADIENT, UPDATE, ROUNDED = 1e-6, 1e-8, 1e-6
AMPLIFIED = 3e4
"""How many times a gradient's error an update's may be: Adam divides each element by its size, and
an element that is a ten-thousandth of the largest has an error ten thousand times as large."""
EPSILON_HAT = "https://github.com/google-deepmind/optax/issues/571"

NAMES = {
    "learning_rate": ("learning rate (lr)", "learning_rate={v}", "lr={v}", ""),
    "momentum": ("optimizer momentum", "SGD(momentum={v})", "SGD(momentum={v})", ""),
    "nesterov": ("Nesterov momentum (nesterov)", "nesterov={v}", "nesterov={v}", ""),
    "dampening": ("momentum dampening", "Keras has none", "dampening=0", ""),
    "epsilon": (
        "optimizer epsilon (eps)", "epsilon={v}", "eps={v}",
        "https://github.com/pytorch/pytorch/issues/104857",
    ),
    "beta_1": ("beta_1 (betas)", "beta_1={v}", "betas=({v}, ...)", ""),
    "beta_2": ("beta_2 (betas)", "beta_2={v}", "betas=(..., {v})", ""),
    "rho": ("RMSprop rho (alpha), the decay of squares", "rho={v}", "alpha={v}", ""),
    "weight_decay": (
        "weight decay", "weight_decay={v}", "weight_decay={v}",
        "https://github.com/pytorch/pytorch/issues/38767",
    ),
    "weight_decay_kind": (
        "weight decay kind: decoupled (AdamW) against coupled (L2 in the gradient)",
        "keras.regularizers.L2(wd / 2) for the coupled kind", "torch.optim.AdamW for the decoupled",
        "https://github.com/keras-team/keras/issues/19051",
    ),
    "amsgrad": ("amsgrad", "amsgrad={v}", "amsgrad={v}", ""),
    "centered": ("centered RMSprop", "centered={v}", "centered={v}", ""),
    "name": ("another optimizer", "keras.optimizers.{v}", "torch.optim.{v}", ""),
    "clipnorm": ("gradient clipping by norm (clipnorm)", "clipnorm={v}", "clip_grad_norm_", ""),
    "global_clipnorm": (
        "gradient clipping by the global norm", "global_clipnorm={v}", "clip_grad_norm_", "",
    ),
    "clipvalue": ("gradient clipping by value", "clipvalue={v}", "clip_grad_value_", ""),
    "initial_accumulator_value": (
        "Adagrad's initial accumulator", "initial_accumulator_value={v}",
        "initial_accumulator_value={v}", "",
    ),
    "use_ema": ("averaged weights (use_ema)", "use_ema={v}", "no swa_utils", ""),
    "groups": ("parameter groups", "one optimizer for all", "one parameter group", ""),
    "learning_rate_decay": ("learning rate decay (lr_decay)", "a schedule", "lr_decay=0", ""),
}  # fmt: skip
RULES = {
    "rmsprop": (
        "RMSprop's epsilon: inside the square root in Keras, outside in torch",
        "a tiny epsilon on both sides (1e-30), or an optimizer of your own",
        "https://github.com/pytorch/pytorch/issues/23796",
    ),
    "adagrad": (
        "Adagrad's epsilon: inside the square root in Keras, outside in torch",
        "keras.optimizers.Adagrad(epsilon=0.0) and torch.optim.Adagrad(..., eps=0.0)", None,
    ),
    "adamax": (
        "Adamax's epsilon: added after the maximum in Keras, before it in torch",
        "a tiny epsilon on both sides (1e-30)", None,
    ),
    "nadam": (
        "NAdam's momentum_decay: 0.004 in torch, in Keras fixed at 1",
        "torch.optim.NAdam(..., momentum_decay=1.0)", None,
    ),
}  # fmt: skip
"""Cause, line to change and thread, where all settings are equal and the update still is not."""
SHOWS_LATER = ("momentum", "nesterov", "beta_1", "beta_2", "dampening", "amsgrad", "weight_decay")


def judge(
    verdict: Verdict,
    comparison: Comparison,
    sides: list[Any],
    targets: tuple[np.ndarray, np.ndarray],
    count: int,
    masks: Any,
) -> bool:
    """Run `count` training steps on both sides; whether they agree."""
    left, right = sides
    different = differing(left.settings, right.settings)
    # Adam's epsilon-hat is a convention of Keras: where the other side has epsilon, it is undone.
    mixed = left.framework != right.framework
    rates = left.settings.get("learning_rate"), right.settings.get("learning_rate")
    # A schedule of Keras computes in float32, and its optimizers round some constants to it.
    tolerance = UPDATE if different and "schedule" not in rates else ROUNDED
    worst = 0.0
    for number in range(1, count + 1):
        a, b = (
            side.step(comparison.inputs, target, masks, number if mixed else 0)
            for side, target in zip(sides, targets, strict=True)
        )
        noise = 0.0 if different else AMPLIFIED * worst_error(comparison, a, b, "gradient")
        found = first_difference(comparison, a, b, max(tolerance, noise))
        if found is not None:
            blame(verdict, sides, different, number, found, a, b)
            return False
        worst = max(worst, worst_error(comparison, a, b, "update"))
        share(comparison, right, a)
    verdict.levels[f"{count} training steps"] = f"agree ({worst:.2g})"
    if worst > UPDATE:
        verdict.notes.append(
            f"the updates differ by {worst:.2g}: constants rounded to float32, no disagreement"
        )
    if different:
        verdict.notes.append(
            f"the optimizers' settings differ ({', '.join(different)}) without an effect in "
            f"{count} steps"
        )
    if mixed and left.settings.get("name") == "adam":
        verdict.notes.append(
            f"Adam: Keras adds epsilon before the bias correction (epsilon-hat, {EPSILON_HAT}); "
            "compared with that undone"
        )
    return True


def matched(
    comparison: Comparison, a: dict[str, Any], b: dict[str, Any], what: str
) -> list[tuple[tuple[int, int], str, np.ndarray, np.ndarray]]:
    """(pair, weight, left's, right's) of a quantity that both sides have."""
    found = []
    for i, j in comparison.pairs:
        state = comparison.left.layers[i].state
        for k, name in a[what]:
            if k == i and (j, name) in b[what] and name not in state:
                found.append(((i, j), name, a[what][(i, name)], b[what][(j, name)]))
    return found


def first_difference(
    comparison: Comparison, a: dict[str, Any], b: dict[str, Any], update: float
) -> tuple[str, str, float] | None:
    """(quantity, layer and weight, error) of the first that parts in one step."""
    largest = max(
        (float(np.max(np.abs(x), initial=0)) for *_, x, _ in matched(comparison, a, b, "gradient")),
        default=1.0,
    )
    moved = max(
        (float(np.max(np.abs(x), initial=0)) for *_, x, _ in matched(comparison, a, b, "update")),
        default=1.0,
    )
    for what, tolerance, size in (("gradient", GRADIENT, largest), ("update", update, moved)):
        if what == "update" and negligible(a, b):
            continue
        for (i, _), name, x, y in matched(comparison, a, b, what):
            if float(np.max(np.abs(x - y), initial=0)) <= 1e-10 * size:
                continue
            value = error(x, y)
            if value > tolerance:
                return what, f"{name} of {comparison.left.layers[i].name}", value
    return None


def negligible(a: dict[str, Any], b: dict[str, Any]) -> bool:
    """Whether nothing moved on either side."""
    return all(not np.any(x) for step in (a, b) for x in step["update"].values())


def worst_error(comparison: Comparison, a: dict[str, Any], b: dict[str, Any], what: str) -> float:
    """The worst error of the gradients or the updates."""
    return max((error(x, y) for *_, x, y in matched(comparison, a, b, what)), default=0.0)


def share(comparison: Comparison, right: Any, a: dict[str, Any]) -> None:
    """Give the right side the left's weights and state."""
    for i, j in comparison.pairs:
        for name, value in comparison.right.layers[j].weights.items():
            if (i, name) in a["after"] and a["after"][(i, name)].shape == value.shape:
                right.write(j, name, a["after"][(i, name)])


def differing(a: dict[str, Any], b: dict[str, Any]) -> list[str]:
    """The settings that two optimizers do not share; one that is not there is nothing."""
    found = []
    for name in dict.fromkeys([*a, *b]):
        left, right = a.get(name), b.get(name)
        if not left and not right:
            continue
        if isinstance(left, float) and isinstance(right, float):
            if abs(left - right) > 1e-6 * max(abs(left), abs(right)):
                found.append(name)
        elif left != right:
            found.append(name)
    if "weight_decay" in found and "weight_decay_kind" in found:
        found.remove("weight_decay_kind")
    return found


def blame(
    verdict: Verdict,
    sides: list[Any],
    different: list[str],
    number: int,
    found: tuple[str, str, float],
    a: dict[str, Any],
    b: dict[str, Any],
) -> None:
    """Say in which step which quantity parts, and which setting does it."""
    what, where, value = found
    verdict.verdict, verdict.where = "disagree", "optimizer"
    verdict.first_divergence = f"step {number}"
    verdict.levels["training steps"] = f"disagree in step {number} ({value:.2g})"
    verdict.evidence.append(f"step {number}: the {what} of {where} differs by {value:.2g}")
    left, right = sides[0].settings, sides[1].settings
    if a["penalty"] != b["penalty"]:
        verdict.cause = (
            "a penalty in the loss (kernel_regularizer, L1 or L2 regularization) on one side only"
        )
        verdict.fix = "kernel_regularizer=keras.regularizers.L2(wd / 2) or weight_decay=wd in SGD"
        return
    chosen = choose(different, number)
    if "name" in different:
        chosen = ["name"]
    if chosen:
        said = []
        for name in chosen:
            says, keras, torch, link = NAMES.get(name, (name, f"{name}={{v}}", f"{name}={{v}}", ""))
            one, other = causes.shown(left.get(name)), causes.shown(right.get(name))
            said.append(f"{says}: {one} against {other}")
            verdict.link = verdict.link or link or None
            verdict.fix = verdict.fix or f"{keras.format(v=other)} or {torch.format(v=one)}"
        verdict.cause = "; ".join(said)
        return
    ratio = update_ratio(a, b)
    if what == "gradient":
        verdict.cause = "the gradient differs in training: gradient clipping or a hook on one side"
        verdict.fix = "take the hook away, or clip on both sides"
        return
    if "bias" in where and ratio is not None:
        verdict.cause = (
            "double bias: torch's recurrent layers have two biases that both learn, so their sum "
            "moves twice as far"
        )
        verdict.fix = "rnn.bias_hh_l0.requires_grad_(False)"
        return
    rule = RULES.get(str(left.get("name")))
    if rule and sides[0].framework != sides[1].framework:
        verdict.cause, verdict.fix, verdict.link = rule
        return
    verdict.cause = "the optimizers' rules differ: weight decay, clipping, epsilon or schedule"
    verdict.fix = "compare both optimizers' settings"


def choose(different: list[str], number: int) -> list[str]:
    """The settings to blame: those that show in the first step, else those that show later."""
    if number == 1:
        first = [name for name in different if name not in ("momentum", "dampening", "amsgrad")]
        return first or different
    later = [name for name in different if name in SHOWS_LATER or name.startswith("weight")]
    return later or different


def update_ratio(a: dict[str, Any], b: dict[str, Any]) -> float | None:
    """2 where some update is exactly twice the other's."""
    for key, x in a["update"].items():
        y = b["update"].get(key)
        if y is None or x.shape != y.shape or not np.any(y):
            continue
        for ratio in (2.0, 0.5):
            if error(x, ratio * y) < 1e-6:
                return ratio
    return None
