"""Plain functions, initializers and callbacks: compared with formulas, value by value."""

from collections.abc import Callable, Iterable
from functools import partial
from itertools import permutations
from typing import Any

import numpy as np

from compare.validation import verdict
from compare.validation.calling import NotMet, bind, method, parameters, quietly
from compare.validation.measure import numbers, residual
from compare.validation.models.functions import (
    FORMULAS,
    Formula,
    binary,
    chances,
    label_probabilities,
    labels,
    one_hots,
)
from compare.validation.names import plain
from compare.validation.subject import Subject, Theirs
from compare.validation.verdict import Verdict

CALLS = (
    "__call__",
    "get_lr",
    "get",
    "step",
    "lr",
    "value",
    "compute",
    "forward",
    "transform",
    "rate",
    "score",
    "evaluate",
    "apply",
)


def judge(subject: Subject, concept: str) -> Verdict | None:
    """The verdict on a plain function, an initializer or a callback."""
    if concept in FORMULAS:
        return formula(subject, concept, FORMULAS[concept])
    if concept in INITIALIZERS:
        return initializer(subject, concept)
    if concept in MONITORS:
        return monitor(subject, concept)
    return None


def draws_of(concept: str, spec: Formula) -> list[Any]:
    """The kinds of inputs that a metric may take."""
    if concept == "accuracy":
        return [one_hots, label_probabilities, labels, chances]
    if concept in ("precision", "recall", "f1_score", "confusion_matrix"):
        return [labels, binary, one_hots]
    return [spec.draws]


def formula(subject: Subject, concept: str, spec: Formula) -> Verdict:
    """Try the right forms, then the wrong ones, on several cases."""
    raised: list[Exception] = []
    ran: list[tuple[list[Any], list[dict[str, Any]]]] = []
    for draw in draws_of(concept, spec):
        try:
            outs, cases, changed = calls(subject, spec, draw)
        except Exception as error:  # noqa: BLE001 - other inputs may fit
            raised.append(error)
            continue
        if changed:
            return verdict.wrong(
                concept, "an input is changed in place (mutated)", "work on a copy"
            )
        ran.append((outs, cases))
        for says, f in spec.right.items():
            if matches(outs, [safely(f, c) for c in cases]):
                return verdict.right(concept, [says])
        inferred = hidden_constants(subject, cases)
        for says, f in spec.right.items() if inferred else ():
            for values in inferred:
                if matches(outs, [safely(f, {**c, **values}) for c in cases]):
                    held = ", ".join(f"{k} {v:g}" for k, v in values.items())
                    return verdict.right(concept, [says], assumed=[f"constants inside: {held}"])
    for outs, cases in ran:
        for cause, f in spec.wrong.items():
            if matches(outs, [safely(f, c) for c in cases]):
                return verdict.wrong(concept, cause.strip(), spec.fix)
    if not ran:
        real = [e for e in raised if not isinstance(e, NotMet)]
        if real:
            raise Theirs(f"{type(real[0]).__name__}: {real[0]}")
        raise raised[0]
    outs, cases = ran[0]
    expected = safely(next(iter(spec.right.values())), cases[0])
    k = factor_of(outs, [safely(next(iter(spec.right.values())), c) for c in cases])
    if k:
        return verdict.wrong(
            concept, f"wrong factor: the result is {k:.5g} times what it should be", spec.fix
        )
    return verdict.wrong(
        concept,
        "the result is wrong, and none of the known mistakes explains it",
        spec.fix,
        evidence=[f"got {short(outs[0])} where {short(expected)} is expected"],
        ruled_out=[cause.strip() for cause in spec.wrong],
    )


def short(value: Any) -> str:
    """A value in a sentence."""
    text = " ".join(repr(value).split())
    return text if len(text) < 80 else text[:77] + "..."


def safely(f: Callable[..., Any], case: dict[str, Any]) -> Any:
    """f of the case, or None where it does not apply."""
    try:
        with np.errstate(all="ignore"):
            return f(**case)
    except Exception:  # noqa: BLE001 - a form that does not apply to such inputs
        return None


def calls(
    subject: Subject, spec: Formula, draw: Any
) -> tuple[list[Any], list[dict[str, Any]], bool]:
    """What the user's code gives in several cases, with the arguments that it has used."""
    outs, cases, changed = [], [], False
    for seed in range(4):
        given = draw(np.random.default_rng(seed))
        f, given = callable_of(subject, spec, given)
        given = as_asked(f, spec, given)
        copies = {k: np.copy(v) if isinstance(v, np.ndarray) else v for k, v in given.items()}
        roles = [r for r in spec.order if r in copies]
        arguments, taken = bind(
            f, copies, spec.words, roles, tuple(r for r in ("order",) if r in copies)
        )
        for p in parameters(f):
            role = role_of(spec, p.name)
            if (
                p.name not in taken
                and role in given
                and p.default is not p.empty
                and p.default is not None
            ):
                given[role] = p.default
            elif p.name not in taken and role == "alpha" and p.default is not p.empty:
                given["alpha"] = p.default
        out = quietly(f, **arguments)
        if hasattr(out, "__next__") or (
            isinstance(out, Iterable) and not isinstance(out, (np.ndarray, str, list, tuple, dict))
        ):
            out = list(out)
        changed |= any(
            isinstance(v, np.ndarray) and not np.array_equal(v, given[k])
            for k, v in copies.items()
            if k in given
        )
        outs.append(out)
        cases.append(given)
    return outs, cases, changed


def hidden_constants(subject: Subject, cases: list[dict[str, Any]]) -> list[dict[str, float]]:
    """The constants of a schedule that takes nothing but the step, read off its values."""
    needed = parameters(subject.forward) if subject.is_function else []
    if "step" not in cases[0] or len(needed) != 1:
        return []
    values = [float(quietly(subject.forward, t)) for t in range(200)]
    first = values[0]
    if not first:
        return []
    drop = next((t for t, v in enumerate(values) if v != first), 0)
    if not drop:
        return []
    found = [
        {"initial": first, "steps": float(s), "rate": values[drop] / first}
        for s in (drop, drop + 1)
    ]
    low = next((t for t, v in enumerate(values) if t and v == min(values)), 0)
    return [*found, {"initial": first, "steps": float(low), "rate": 1.0}]


def as_asked(f: Any, spec: Formula, given: dict[str, Any]) -> dict[str, Any]:
    """The case as such a function can know it.

    One table is its own training set; batches that nobody can shuffle stay in order.
    """
    names = [p.name for p in parameters(f)]
    if "train" in given and len([p for p in parameters(f) if p.default is p.empty]) == 1:
        return {**given, "train": given["x"]}
    if "order" in given and not any(
        role_of(spec, n) == "order" or plain(n) in ("shuffle", "rng", "seed") for n in names
    ):
        return {**given, "order": np.arange(len(given["order"]))}
    return given


def role_of(spec: Formula, name: str) -> str:
    """The role that a parameter's name means."""
    return next(
        (r for r, words in spec.words.items() if plain(name) in words or plain(name) == plain(r)),
        "",
    )


def callable_of(
    subject: Subject, spec: Formula, given: dict[str, Any]
) -> tuple[Any, dict[str, Any]]:
    """The function to call; a class is built with what its names mean."""
    if subject.is_function:
        return subject.forward, given
    if subject.make is not None:
        obj = subject.make()
    elif subject.is_class:
        arguments, _ = bind(
            subject.forward, given, spec.words, [r for r in spec.order if r != "step"]
        )
        for p in parameters(subject.forward):
            role = role_of(spec, p.name)
            if p.default is not p.empty and p.default is not None and role in (*given, "alpha"):
                given = {**given, role: p.default}
        obj = quietly(subject.forward, **arguments)
    else:
        obj = subject.forward
    fit = method(obj, ("fit",))
    transform = method(obj, ("transform",))
    if fit and transform and "train" in given:
        quietly(fit, given["train"].copy())
        return transform, given
    f = method(obj, CALLS)
    if f is None:
        raise NotMet(f"a method of {subject.name} that gives the value")
    if "step" in given and not [p for p in parameters(f) if p.default is p.empty]:
        return partial(stepped, obj, f), given
    return f, given


def stepped(obj: Any, f: Callable[[], Any], step: int) -> Any:
    """The rate after so many calls: what the last one returns, or the attribute it has set."""
    out: Any = None
    for _ in range(step):
        out = f()
    held = {plain(k): v for k, v in vars(obj).items()}
    rate = next((held[k] for k in ("lr", "learningrate", "currentlr") if k in held), None)
    return rate if out is None or not step else out


def matches(outs: list[Any], expected: list[Any]) -> bool:
    """Whether every result is the expected one."""
    return all(e is not None and same(o, e) for o, e in zip(outs, expected))


def same(a: Any, b: Any) -> bool:
    """Equal up to rounding, in arrays, lists and tuples."""
    if isinstance(b, (list, tuple)):
        return (
            isinstance(a, (list, tuple))
            and len(a) == len(b)
            and all(same(x, y) for x, y in zip(a, b))
        )
    if isinstance(a, dict):
        a = list(a.values())
    array = numbers(a)
    return (
        array is not None
        and array.size == np.size(b)
        and residual(array.reshape(np.shape(b)), np.asarray(b, float)) <= 1e-9
    )


def factor_of(outs: list[Any], expected: list[Any]) -> float | None:
    """The one factor between all results and what is expected, or None."""
    try:
        pairs = [(float(np.ravel(o)[0]), float(np.ravel(e)[0])) for o, e in zip(outs, expected)]
        found = {round(a / b, 9) for a, b in pairs if b}
    except (TypeError, AttributeError, ValueError, ZeroDivisionError):
        return None
    return found.pop() if len(found) == 1 else None


# Initializers.

INITIALIZERS = (
    "glorot_uniform",
    "glorot_normal",
    "he_normal",
    "he_uniform",
    "zeros",
    "ones",
    "random_normal",
    "random_uniform",
    "orthogonal",
)
FANS = {"glorot": lambda i, o: 2.0 / (i + o), "he": lambda i, o: 2.0 / i}


def initializer(subject: Subject, concept: str) -> Verdict:
    """The mean, the variance and the shape of many draws."""
    shape = (300, 500)
    np.random.seed(0)  # noqa: NPY002 - people's code draws from it
    words = {
        "shape": ("shape", "size", "dims"),
        "in": (
            "nin",
            "fanin",
            "inputsize",
            "indim",
            "infeatures",
            "n",
            "rows",
            "inputdim",
            "nprev",
        ),
        "out": (
            "nout",
            "fanout",
            "outputsize",
            "outdim",
            "outfeatures",
            "units",
            "m",
            "cols",
            "outputdim",
        ),
        "rng": ("rng", "generator"),
    }
    f = subject.forward
    if subject.is_class or not subject.is_function:
        f = method(
            quietly(f) if subject.is_class else f, ("__call__", "initialize", "init", "sample")
        )
    arguments, _taken = bind(
        f,
        {"shape": shape, "in": shape[0], "out": shape[1], "rng": np.random.default_rng(0)},
        words,
        ("shape",)
        if len([p for p in parameters(f) if p.default is p.empty]) < 2
        else ("in", "out"),
        ("rng",),
    )
    try:
        w = numbers(quietly(f, **arguments))
    except TypeError:
        w = numbers(quietly(f, *shape))
    if w is None or w.ndim != 2 or sorted(w.shape) != sorted(shape):
        return verdict.wrong(
            concept,
            "the result has not the shape that was asked for",
            "draw an array of that shape",
        )
    says = ["weights of shape (out, in)"] if w.shape != shape else []
    fan_in, fan_out = shape
    if concept in ("zeros", "ones"):
        value = float(concept == "ones")
        return (
            verdict.right(concept, says)
            if np.all(w == value)
            else verdict.wrong(concept, f"the values are not all {value:g}", "fill")
        )
    if concept == "orthogonal":
        u = w if w.shape[0] <= w.shape[1] else w.T
        good = residual(u @ u.T, np.eye(len(u))) < 1e-8
        return (
            verdict.right(concept, says)
            if good
            else verdict.wrong(
                concept,
                "the rows are not orthonormal (orthogonal)",
                "use the Q of a QR decomposition",
            )
        )
    uniform = "uniform" in concept
    mean, std = float(w.mean()), float(w.std())
    limit = float(np.abs(w).max())
    shown = limit / std < 1.9
    if concept in ("random_normal", "random_uniform"):
        return (
            verdict.right(concept, [*says, f"deviation {std:.3g}"])
            if shown == uniform
            else verdict.wrong(
                concept, "the distribution is of the wrong kind", "normal or uniform"
            )
        )
    variance = FANS[concept.split("_")[0]](fan_in, fan_out)
    if abs(mean) > 5 * std / np.sqrt(w.size) + 1e-9:
        return verdict.wrong(
            concept,
            f"the mean is {mean:.3g}, not zero: the range is one-sided (wrong limit)",
            "draw from [-limit, limit]",
        )
    if shown != uniform:
        return verdict.wrong(
            concept,
            (
                f"the draws are {'uniform' if shown else 'normal'}, not "
                f"{'uniform' if uniform else 'normal'} "
                f""
                f""
                f"(distribution)"
            ),
            "use the other distribution",
        )
    if abs(std**2 / variance - 1) < 0.02:
        return verdict.right(concept, says)
    return verdict.wrong(
        concept,
        variance_cause(std**2, variance, fan_in, fan_out, uniform),
        ("variance 2/(fan_in+fan_out) (Glorot), 2/fan_in (He); a uniform limit is √(3 variance)"),
        evidence=[f"variance {std**2:.4g} where {variance:.4g} is expected"],
    )


def variance_cause(got: float, variance: float, fan_in: int, fan_out: int, uniform: bool) -> str:
    """Which formula gives this variance."""
    kind = "limit of the uniform range" if uniform else "standard deviation"
    options = {
        variance / 3: (
            "the deviation is taken for the limit of the uniform range: 2 where it should be "
            "6 (the factor 3 is missing)"
        ),
        variance**2: f"the variance is used as the {kind}: the square root is missing (std, scale)",
        variance**2 * 3: "the square root is missing in the limit",
        1.0 / fan_in: "wrong variance: 1/fan_in (LeCun's), another factor",
        2.0 / fan_in: "wrong variance: 2/fan_in (He's), fan_out is missing",
        2.0 / fan_out: "wrong variance: fan_out is used instead of fan_in",
        1.0 / (fan_in + fan_out): "wrong variance: 1 instead of 2 in the numerator (a factor 2)",
        2.0 / (fan_in + fan_out): "wrong variance: that of Glorot, 2/(fan_in + fan_out)",
        (6.0 / (fan_in + fan_out)) ** 2 / 3: "the square root is missing in the limit (scale)",
        (6.0 / fan_in) ** 2 / 3: "the square root is missing in the limit (scale)",
        1.0 / fan_out: "wrong variance: 1/fan_out",
        variance * 3: (
            "the limit's formula is used for the deviation (a factor 3 of the variance, scale)"
        ),
        1.0: "the scale is missing: variance 1",
        1 / 3: "the scale is missing: limit 1",
        variance / 2: "wrong variance: a factor 2 is missing (scale)",
        variance * 2: "wrong variance: a factor 2 too much (scale)",
        0.0001: "fixed deviation 0.01, not from fan_in (scale)",
    }
    named = next((w for v, w in options.items() if abs(got / v - 1) < 0.03), "")
    times = f"{got / variance:.3g} times what it should be (deviation, limit, factor)"
    return f"wrong scale: {named or f'the variance is {times}'}"


# Early stopping and reducing the rate.

MONITORS = ("early_stopping", "reduce_lr_on_plateau")
PATIENCE = 3


def monitor(subject: Subject, concept: str) -> Verdict:
    """Feed losses, see when it stops or reduces."""
    f = stops if concept == "early_stopping" else lowered
    rng = np.random.default_rng(0)
    curves = [
        np.abs(np.cumsum(rng.standard_normal(40) * 0.5) * 0.2 + np.linspace(3, 1, 40))
        for _ in range(12)
    ]
    curves += [
        np.array([5, 4, 4.5, 4.4, 4.3, 4.2, 4.1, 4.05, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0]),
        np.array([1.0] * 12),
        np.array([5.0, 4, 6, 3, 6, 2, 6, 1, 6, 0.5, 6, 0.4, 6, 6, 6, 6, 6, 6]),
    ]
    runs = [observed(subject, curve, concept) for curve in curves]
    patience = runs[0][1].get("patience", PATIENCE)
    factor = runs[0][1].get("factor", 0.5)
    lr = runs[0][1].get("lr", 0.01)
    for says, rule in RIGHT.items():
        if all(
            np.allclose(got, f(curve, patience, factor, lr, **rule))
            for (got, _), curve in zip(runs, curves)
        ):
            return verdict.right(concept, [says])
    for cause, rule in WRONG.items():
        for base in RIGHT.values():
            if all(
                np.allclose(got, f(curve, patience, factor, lr, **{**base, **rule}))
                for (got, _), curve in zip(runs, curves)
            ):
                return verdict.wrong(
                    concept,
                    cause,
                    (
                        "compare with the best so far; count bad epochs in a row; reset the count "
                        "on an "
                        "improvement"
                    ),
                )
    return verdict.wrong(
        concept,
        (
            "it stops (or reduces) at another epoch than it should: the patience, its count "
            "or the comparison with the best is wrong"
        ),
        "count epochs without improvement",
    )


RIGHT: dict[str, dict[str, Any]] = {"": {}, "one bad epoch more (patience as torch)": {"more": 1}}
WRONG: dict[str, dict[str, Any]] = {
    "each value is compared with the previous (last) value instead of the best so far": {
        "last": True
    },
    "the count of bad epochs (wait, patience) is not reset by an improvement": {"keep": True},
    "the sign is wrong: a greater loss counts as better (the comparison is inverted)": {
        "greater": True
    },
    "the wait count is not reset after a reduction (patience)": {"stay": True},
    "an equal value counts as an improvement (<= instead of <, comparison)": {"equal": True},
    "off by one: one epoch too early (patience count)": {"more": -1},
    "off by one: two epochs too late (patience count)": {"more": 2},
    "the best is not updated: compared with the first value": {"first": True},
}


def bad_epochs(curve: np.ndarray, **rule: Any) -> Iterable[bool]:
    """For each epoch whether it is no improvement."""
    best = -np.inf if rule.get("greater") else np.inf
    for k, v in enumerate(curve):
        better = v > best if rule.get("greater") else v <= best if rule.get("equal") else v < best
        yield not better
        if rule.get("first"):
            best = curve[0] if k == 0 else best
        elif better or rule.get("last"):
            best = v


def stops(
    curve: np.ndarray, patience: int, _factor: float, _lr: float, more: int = 0, **rule: Any
) -> np.ndarray:
    """1 from the epoch on at which it stops."""
    wait, stopped, found = 0, False, []
    for bad in bad_epochs(curve, **rule):
        wait = wait + 1 if bad else wait if rule.get("keep") else 0
        stopped |= bad and wait >= patience + more
        found.append(float(stopped))
    return np.array(found)


def lowered(
    curve: np.ndarray, patience: int, factor: float, lr: float, more: int = 0, **rule: Any
) -> np.ndarray:
    """The rate after each epoch."""
    wait, found = 0, []
    for bad in bad_epochs(curve, **rule):
        wait = wait + 1 if bad else wait if rule.get("keep") else 0
        if bad and wait >= patience + more:
            lr *= factor
            wait = wait if rule.get("stay") else 0
        found.append(lr)
    return np.array(found)


def observed(
    subject: Subject, curve: np.ndarray, concept: str
) -> tuple[np.ndarray, dict[str, Any]]:
    """What the user's object says after each loss, and its own settings."""
    words = {
        "patience": ("patience", "wait", "maxwait"),
        "factor": ("factor", "decay", "gamma", "rate", "decayfactor"),
        "lr": ("lr", "initiallr", "learningrate", "initiallearningrate"),
    }
    values = {"patience": PATIENCE, "factor": 0.5, "lr": 0.01}
    arguments, taken = (
        bind(subject.forward, values, words, ("patience",)) if subject.is_class else ({}, {})
    )
    for p in parameters(subject.forward):
        role = next((r for r, w in words.items() if plain(p.name) in w), None)
        if role and p.name not in taken and isinstance(p.default, (int, float)):
            values[role] = p.default
    obj = quietly(subject.forward, **arguments) if subject.is_class else subject.forward
    f = method(
        obj, ("update", "step", "__call__", "on_epoch_end", "check", "should_stop", "monitor")
    )
    if f is None:
        raise NotMet("a method that takes a loss")
    found, stopped = [], 0.0
    for epoch, loss in enumerate(curve):
        needed = [p for p in parameters(f) if p.default is p.empty]
        args = (
            [float(loss)]
            if len(needed) <= 1
            else [epoch if "epoch" in plain(p.name) else float(loss) for p in needed]
        )
        out = quietly(f, *args)
        if concept == "early_stopping":
            if out is None:
                out = next(
                    (
                        v
                        for k, v in vars(obj).items()
                        if "stop" in k.lower() and isinstance(v, (bool, np.bool_))
                    ),
                    False,
                )
            stopped = max(stopped, float(bool(out)))
            found.append(stopped)
        else:
            rate = next((v for k, v in vars(obj).items() if plain(k) in words["lr"]), None)
            found.append(float(rate if rate is not None else out))
    return np.array(found), values


__all__ = ["judge", "permutations"]
