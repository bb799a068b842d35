"""Optimizers as one update of one array, with conventions and mistakes switched on by name."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from compare.validation.choice import Choice, convention, wrong

Array = np.ndarray
On = frozenset[str]
Hyper = Mapping[str, Any]
State = dict[str, Any]

EPSILONS = (1e-8, 1e-7, 1e-10, 1e-6, 1e-5, 1e-9, 1e-12, 1e-4, 1e-3)

SHARED = [
    wrong(
        "ascent",
        "wrong sign: the update adds the gradient instead of subtracting it (ascent)",
        "w - lr g",
        group="sign",
    ),
    wrong(
        "no learning rate",
        "the learning rate is missing in the update (a factor)",
        "multiply by it",
        group="lr",
    ),
    wrong("lr twice", "the learning rate is applied twice (a factor)", "multiply once", group="lr"),
    wrong(
        "forgets",
        (
            "the state is forgotten: moments (velocity) start anew at every call (step), "
            "nothing persists"
        ),
        "keep the state between steps",
        group="state",
    ),
    wrong(
        "shared",
        (
            "state shared between parameters: all parameters share the same state (velocity, "
            "moments)"
        ),
        "one state for each parameter",
        group="state",
    ),
]
DECAY = [
    convention("decay coupled", "weight decay in the gradient (L2, as torch)", group="decay"),
    wrong(
        "decay sign",
        "weight decay has the wrong sign: the weights grow",
        "w - lr λ w",
        group="decay",
    ),
    wrong(
        "decay no lr",
        "weight decay is not multiplied by the learning rate",
        "lr λ w",
        group="decay",
    ),
    wrong("no decay", "weight decay is missing", "subtract lr λ w", group="decay"),
    wrong("decay twice", "weight decay is counted twice, a factor 2", "lr λ w", group="decay"),
    wrong(
        "decay of moment",
        "weight decay is added to the moment after the averages (wrong place)",
        "w - lr λ w",
        group="decay",
    ),
    wrong("decay half", "weight decay with a factor one half", "lr λ w", group="decay"),
]
DECAY_W = [
    convention("decay after", "the decay comes after the step", group="decay"),
    wrong(
        "decay coupled",
        (
            "weight decay is coupled: it is added to the gradient like an L2 penalty, and so "
            "divided by the root of the second moment"
        ),
        "w - lr λ w, decoupled",
        group="decay",
    ),
    *[c for c in DECAY if c.fault and c.key != "decay half"],
]
SGD = [
    *SHARED,
    convention("rate outside", "momentum as torch: v = μ v + g, w - lr v", group="form"),
    convention("damped", "momentum as a moving mean: v = β v + (1 - β) g", group="form"),
    convention("nesterov", "Nesterov's momentum (Keras)", group="nesterov"),
    convention(
        "nesterov course",
        "Nesterov's momentum, from the velocities before and after",
        group="nesterov",
    ),
    wrong(
        "nesterov old",
        "Nesterov's look-ahead uses the old velocity instead of the new one",
        "w + μ v_new - lr g",
        group="nesterov",
    ),
    wrong(
        "nesterov no gradient",
        "Nesterov's step lacks the gradient",
        "w + μ v - lr g",
        group="nesterov",
    ),
    wrong(
        "momentum swapped",
        "momentum and 1 - momentum are exchanged (swapped)",
        "v = μ v + ...",
        group="form",
    ),
    wrong(
        "momentum sign",
        "wrong sign of the momentum: the old velocity is subtracted",
        "v = μ v - lr g",
        group="form",
    ),
    wrong(
        "no momentum",
        "momentum is missing: the velocity is not used",
        "v = μ v - lr g",
        group="form",
    ),
    wrong(
        "undamped corrected",
        "the moving mean is bias-corrected",
        "no correction for momentum",
        group="form",
    ),
    wrong(
        "velocity old",
        "the weights move by the old velocity: it is updated after the step (order)",
        "update the velocity first",
        group="form",
    ),
    wrong(
        "velocity lr twice",
        "the learning rate is in the velocity and applied again (twice, a factor)",
        "apply it once",
        group="form",
    ),
    wrong(
        "momentum times gradient",
        "momentum multiplies the gradient instead of the velocity",
        "v = μ v - lr g",
        group="form",
    ),
]
PLACES = [
    convention("inside", "epsilon inside the root", group="place"),
    wrong("no epsilon", "epsilon is missing", "add it to the root", group="place"),
]
ADAGRAD = [
    *SHARED,
    *PLACES,
    convention("start 0.1", "the accumulator starts at 0.1", group="start"),
    wrong(
        "no root",
        "the square root is missing: divided by the sum of squares itself",
        "√",
        group="root",
    ),
    wrong(
        "no sum",
        (
            "the squares are not summed: only the last gradient's square is used "
            "(accumulation is missing)"
        ),
        "a += g²",
        group="state",
    ),
    wrong("abs", "the gradient is not squared: its absolute value is summed", "g²", group="square"),
    wrong("no square", "the gradient is not squared", "g²", group="square"),
    wrong(
        "divided late",
        "the old accumulator is used: it is updated after the step (order)",
        "update it first",
        group="order",
    ),
    wrong(
        "mean",
        "the squares are averaged with a decay, as RMSprop's: not summed",
        "a += g²",
        group="state",
    ),
]
RMSPROP = [
    *SHARED,
    *PLACES,
    *DECAY,
    convention("centered", "centered", group="centered"),
    wrong(
        "no root",
        "the square root is missing: divided by the mean square itself",
        "√",
        group="root",
    ),
    wrong(
        "abs",
        ("the gradient is not squared: its absolute value is averaged (the square is missing)"),
        "g²",
        group="square",
    ),
    wrong("no square", "the gradient is not squared (the square is missing)", "g²", group="square"),
    wrong(
        "rho swapped",
        ("rho and 1 - rho are exchanged (swapped): the decay rate multiplies the new square"),
        "ρ v + (1 - ρ) g²",
        group="rho",
    ),
    wrong(
        "no 1-rho",
        "the factor 1 - rho (1 - decay) is missing: the squares are added, not averaged",
        "ρ v + (1 - ρ) g²",
        group="rho",
    ),
    wrong(
        "summed",
        "the squares are summed without decay, as Adagrad's",
        "ρ v + (1 - ρ) g²",
        group="rho",
    ),
    wrong(
        "divided late",
        "the old mean square is used: it is updated after the step (order)",
        "update it first",
        group="order",
    ),
    wrong("corrected", "bias correction, which RMSprop has not", "no correction", group="corr"),
    wrong(
        "no sum",
        "the mean square is forgotten: only the last gradient's square is used",
        "ρ v + (1 - ρ) g²",
        group="rho",
    ),
]
ADAM = [
    *SHARED,
    convention(
        "epsilon hat",
        "epsilon beside the uncorrected root (Keras's order of computation)",
        group="place",
    ),
    wrong(
        "inside",
        "epsilon is in the wrong place: under the root, where neither framework has it",
        "√v + ε",
        group="place",
    ),
    wrong("no epsilon", "epsilon is missing", "√v + ε", group="place"),
    wrong(
        "no correction",
        "bias correction is missing for both moments",
        "m / (1 - β₁ᵗ), v / (1 - β₂ᵗ)",
        group="corr",
    ),
    wrong(
        "no first correction",
        "bias correction is missing for the first moment m",
        "m / (1 - β₁ᵗ)",
        group="corr",
    ),
    wrong(
        "no second correction",
        "bias correction is missing for the second moment v",
        "v / (1 - β₂ᵗ)",
        group="corr",
    ),
    wrong(
        "t from zero",
        ("the step count t is off by one in the bias correction (it starts too early or too late)"),
        "count from 1",
        group="corr",
    ),
    wrong(
        "t constant",
        "the step count t is never raised: bias correction always that of step 1",
        "t += 1",
        group="corr",
    ),
    wrong(
        "t per parameter",
        (
            "the step count t rises once for each parameter instead of once a step (bias "
            "correction, iteration)"
        ),
        "t += 1 once a step",
        group="corr",
    ),
    wrong(
        "correction product",
        "bias correction with t β instead of βᵗ (the power)",
        "1 - βᵗ",
        group="corr",
    ),
    wrong(
        "correction stored",
        (
            "the bias-corrected moments are stored back into the state: corrected again and "
            "again (bias correction)"
        ),
        "keep the uncorrected ones",
        group="corr",
    ),
    wrong(
        "corrections swapped",
        "bias correction with the betas swapped",
        "m / (1 - β₁ᵗ), v / (1 - β₂ᵗ)",
        group="corr",
    ),
    wrong("betas swapped", "beta1 and beta2 are swapped", "β₁ for m, β₂ for v", group="betas"),
    wrong(
        "beta1 swapped",
        "beta1 and 1 - beta1 are exchanged (swapped)",
        "β₁ m + (1 - β₁) g",
        group="betas",
    ),
    wrong(
        "beta2 swapped",
        "beta2 and 1 - beta2 are exchanged (swapped)",
        "β₂ v + (1 - β₂) g²",
        group="betas",
    ),
    wrong("beta1 both", "beta1 is used for both moments, beta2 nowhere", "β₂ for v", group="betas"),
    wrong("beta2 both", "beta2 is used for both moments, beta1 nowhere", "β₁ for m", group="betas"),
    wrong("no 1-beta1", "the factor 1 - beta1 is missing", "(1 - β₁) g", group="betas"),
    wrong("no 1-beta2", "the factor 1 - beta2 is missing", "(1 - β₂) g²", group="betas"),
    wrong("no root", "the square root is missing: divided by v itself", "√v + ε", group="root"),
    wrong(
        "abs",
        ("the gradient is not squared: its absolute value is averaged (the square is missing)"),
        "g²",
        group="square",
    ),
    wrong("no square", "the gradient is not squared (the square is missing)", "g²", group="square"),
    wrong(
        "square of m",
        "the second moment squares the running mean m instead of the gradient",
        "g²",
        group="square",
    ),
    wrong(
        "no first moment",
        ("the first moment is not used: the gradient itself is in the numerator (no momentum)"),
        "m̂ / (√v̂ + ε)",
        group="first",
    ),
]
CHOICES: Mapping[str, list[Choice]] = {
    "sgd": [*SGD, *DECAY],
    "adagrad": [*ADAGRAD, *DECAY],
    "rmsprop": RMSPROP,
    "adam": [*ADAM, *DECAY],
    "adamw": [*ADAM, *DECAY_W],
}


def walk(
    concept: str,
    on: frozenset[str],
    hyper: Mapping[str, Any],
    start: list[np.ndarray],
    gradients: list[list[np.ndarray]],
) -> list[np.ndarray]:
    """The parameters after every step, one row a step, flattened together."""
    w = [s.astype(float) for s in start]
    states: list[dict[str, Any]] = [{} for _ in w]
    shared: dict[str, Any] = {}
    rows, calls = [], 0
    for t, grads in enumerate(gradients, 1):
        for k, g in enumerate(grads):
            calls += 1
            state = shared if "shared" in on else states[k]
            if "forgets" in on:
                state = {}
            count = calls if "t per parameter" in on else 1 if "forgets" in on else t
            w[k] = step(concept, on, hyper, w[k], g, state, count)
        rows.append(np.concatenate([a.ravel() for a in w]))
    return rows


def step(
    concept: str,
    on: frozenset[str],
    hyper: Mapping[str, Any],
    w: np.ndarray,
    g: np.ndarray,
    state: dict[str, Any],
    t: int,
) -> np.ndarray:
    """One update of one array."""
    lr, decay = hyper["learning_rate"], hyper.get("weight_decay", 0.0)
    lr_used = 1.0 if "no learning rate" in on else lr * lr if "lr twice" in on else lr
    before = w
    if decay and "no decay" not in on:
        sign = -1.0 if "decay sign" in on else 1.0
        size = {"decay twice": 2.0, "decay half": 0.5}
        sign *= next((v for key, v in size.items() if key in on), 1.0)
        if "decay coupled" in on or (concept != "adamw" and not on & {"decay no lr"}):
            g = g + sign * decay * w
        elif "decay of moment" not in on:
            w = w - sign * (1.0 if "decay no lr" in on else lr) * decay * w
    move = {"sgd": sgd, "adagrad": adagrad, "rmsprop": rmsprop}.get(concept, adam)(
        on, hyper, g, state, t, lr_used
    )
    if "decay of moment" in on:
        move = move + lr * decay * before
    if "ascent" in on:
        move = -move
    if "decay after" in on:
        return (before - move) * (1 - lr * decay)
    return w - move


def sgd(on: On, hyper: Hyper, g: Array, state: State, t: int, lr: float) -> Array:
    """v = μ v - lr g; w + v; returned with the other sign."""
    mu = hyper.get("momentum", 0.0)
    if not mu or "no momentum" in on:
        return lr * g
    v = state.get("v", np.zeros_like(g))
    if "velocity old" in on:
        state["v"] = mu * v + lr * g
        return v
    if "rate outside" in on:
        new = mu * v + g
        factor = lr
    elif "damped" in on or "undamped corrected" in on:
        new, factor = mu * v + (1 - mu) * g, lr
    elif "momentum swapped" in on:
        new, factor = (1 - mu) * v + mu * g, lr
    elif "momentum sign" in on:
        new, factor = lr * g - mu * v, 1.0
    elif "velocity lr twice" in on:
        new, factor = mu * v + lr * g, lr
    elif "momentum times gradient" in on:
        new, factor = v + mu * lr * g, 1.0
    else:
        new, factor = mu * v + lr * g, 1.0
    state["v"] = new
    own = g if factor != 1.0 else lr * g
    if "nesterov" in on:
        return factor * (own + mu * new)
    if "nesterov course" in on:
        return factor * ((1 + mu) * new - mu * v)
    if "nesterov old" in on:
        return factor * (own + mu * v) if factor != 1.0 else own + mu * v
    if "nesterov no gradient" in on:
        return factor * mu * new
    if "undamped corrected" in on:
        new = new / (1 - mu**t)
    return factor * new


def rooted(on: On, v: Array, epsilon: float) -> Array:
    """√v + ε, or another place of ε."""
    if "no root" in on:
        return v + epsilon
    if "no epsilon" in on:
        return np.sqrt(v)
    return np.sqrt(v + epsilon) if "inside" in on else np.sqrt(v) + epsilon


def squared(on: On, g: Array) -> Array:
    """g², or what is taken for it."""
    return np.abs(g) if "abs" in on else g if "no square" in on else g * g


def adagrad(on: On, hyper: Hyper, g: Array, state: State, _t: int, lr: float) -> Array:
    """a += g²; g / (√a + ε)."""
    begin = 0.1 if "start 0.1" in on else hyper.get("initial", 0.0)
    a = state.get("a", np.full_like(g, begin))
    new = (
        squared(on, g)
        if "no sum" in on
        else 0.9 * a + 0.1 * squared(on, g)
        if "mean" in on
        else a + squared(on, g)
    )
    state["a"] = new
    return lr * g / rooted(on, a if "divided late" in on else new, hyper["epsilon"])


def rmsprop(on: On, hyper: Hyper, g: Array, state: State, t: int, lr: float) -> Array:
    """v = ρ v + (1 - ρ) g²; g / (√v + ε)."""
    rho, v = hyper["rho"], state.get("v", np.zeros_like(g))
    q = squared(on, g)
    if "rho swapped" in on:
        new = (1 - rho) * v + rho * q
    elif "no 1-rho" in on:
        new = rho * v + q
    elif "summed" in on:
        new = v + q
    elif "no sum" in on:
        new = (1 - rho) * q
    else:
        new = rho * v + (1 - rho) * q
    state["v"] = new
    used = v if "divided late" in on else new
    if "corrected" in on:
        used = used / (1 - rho**t)
    if "centered" in on:
        state["m"] = rho * state.get("m", np.zeros_like(g)) + (1 - rho) * g
        used = np.maximum(used - state["m"] ** 2, 0)
    move = lr * g / rooted(on, used, hyper["epsilon"])
    mu = hyper.get("momentum", 0.0)
    if mu:
        state["b"] = mu * state.get("b", np.zeros_like(g)) + move
        return state["b"]
    return move


def adam(on: On, hyper: Hyper, g: Array, state: State, t: int, lr: float) -> Array:
    """m̂ / (√v̂ + ε)."""
    b1, b2, epsilon = hyper["beta1"], hyper["beta2"], hyper["epsilon"]
    if "betas swapped" in on:
        b1, b2 = b2, b1
    if "beta1 both" in on:
        b2 = b1
    if "beta2 both" in on:
        b1 = b2
    m, v = state.get("m", np.zeros_like(g)), state.get("v", np.zeros_like(g))
    if "beta1 swapped" in on:
        m = (1 - b1) * m + b1 * g
    else:
        m = b1 * m + (1.0 if "no 1-beta1" in on else 1 - b1) * g
    q = m * m if "square of m" in on else squared(on, g)
    if "beta2 swapped" in on:
        v = (1 - b2) * v + b2 * q
    else:
        v = b2 * v + (1.0 if "no 1-beta2" in on else 1 - b2) * q
    state["m"], state["v"] = m, v
    n = 1 if "t constant" in on else t
    c1, c2 = 1 - b1**n, 1 - b2**n
    if "t from zero" in on:
        c1, c2 = 1 - b1 ** (t + 1), 1 - b2 ** (t + 1)
    if "correction product" in on:
        c1, c2 = 1 - b1 * t, 1 - b2 * t
    if "corrections swapped" in on:
        c1, c2 = c2, c1
    if on & {"no correction", "no first correction"}:
        c1 = 1.0
    if on & {"no correction", "no second correction"}:
        c2 = 1.0
    if "correction stored" in on:
        state["m"], state["v"] = m / c1, v / c2
    top = g if "no first moment" in on else m / c1
    if "epsilon hat" in on:
        return lr * top / ((np.sqrt(v) + epsilon) / np.sqrt(c2))
    return lr * top / rooted(on, v / c2, epsilon)
