"""Batch and layer normalization."""

import inspect
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np

from compare.validation import verdict
from compare.validation.adapt.observation import Encounter, Observation, gradients_of
from compare.validation.adapt.reading import factors
from compare.validation.adapt.watch import watch
from compare.validation.arrays import last_name, put, walk
from compare.validation.calling import parameters
from compare.validation.hypotheses import Reading
from compare.validation.measure import NEAR, residual
from compare.validation.models import normalization
from compare.validation.names import plain
from compare.validation.subject import Subject
from compare.validation.tape import Node, Tape
from compare.validation.verdict import Verdict

Attempt = tuple[Observation, list[Reading]]

VOCABULARY = {
    "features": (
        "n",
        "nfeatures",
        "numfeatures",
        "units",
        "dim",
        "d",
        "size",
        "inputdim",
        "nout",
        "features",
        "normalizedshape",
        "inputsize",
        "channels",
        "numchannels",
        "nneurons",
        "nunits",
        "hiddensize",
        "c",
        "inputshape",
        "shape",
        "nin",
        "infeatures",
        "nchannels",
        "outputdim",
        "embeddim",
        "dmodel",
        "ndim",
    ),
    "gamma": ("gamma", "g", "scale", "weight"),
    "beta": ("beta", "b", "shift", "bias", "offset"),
    "running_mean": ("runningmean", "movingmean"),
    "running_var": ("runningvar", "movingvar", "runningvariance", "movingvariance"),
    "input": ("x", "inputs", "input", "z", "a", "data", "batch"),
}

LAYOUTS = {
    "rows": (0, 1, 2, 3),
    "columns": (3, 0, 1, 2),
    "images": (0, 1, 2, 3),
    "channels first": (0, 3, 1, 2),
    "sequence": (0, 1, 2, 3),
}


def ways(
    axis: int, subject: Subject, size: tuple[int, ...], seed: int, warm: bool
) -> list[Callable[[], Attempt]]:
    """Rows, columns, images."""
    names = (
        ("rows", "columns", "images", "channels first")
        if axis == 0
        else ("rows", "columns", "sequence")
    )
    return [partial(attempt, axis, subject, size, seed, warm, name) for name in names]


def attempt(
    axis: int, subject: Subject, size: tuple[int, ...], seed: int, warm: bool, layout: str
) -> Attempt:
    """One observation and its readings."""
    n, d = size[:2]
    flat = layout in ("rows", "columns")
    rng = np.random.default_rng(seed)
    shape = (n, d) if flat else (n, 2, d) if layout == "sequence" else (n, 2, 3, d)
    x = small(rng, shape)
    turn = {"columns": (1, 0), "channels first": (0, 3, 1, 2)}.get(layout)
    user = x.transpose(turn).copy() if turn else x
    gamma, beta = rng.standard_normal(d) + 1.5, rng.standard_normal(d)
    given = {"gamma": gamma, "beta": beta}
    if layout == "columns":
        given = {k: v[:, None] for k, v in given.items()}
    encounter = Encounter(subject, {"features": d, **given}, VOCABULARY, ("features",), seed=seed)
    others = [{"input": small(rng, user.shape)}] if warm else []
    seen = watch(encounter, {"input": user}, given, ("input", "gamma", "beta"), warm=others)
    seen.taken = {**seen.taken, "layout": layout}
    if not seen.returned:
        return seen, []
    used = set(encounter.taken.values())
    leaves = {"input": seen.given["input"]}
    found_ways = {"input": "input"}
    for role, words in (
        ("gamma", ("gamma", "g", "scale", "weight", "w", "weights", "a", "alpha")),
        ("beta", ("beta", "b", "shift", "bias", "offset", "biases")),
    ):
        fitting = [way for way, a in seen.params.items() if a.size == d]
        named = [
            way
            for way in fitting
            if plain(last_name(way)) in words and (not subject.is_function or role in used)
        ]
        start = 1.0 if role == "gamma" else 0.0
        begun = [
            w for w in fitting if w in encounter.initial and whole(encounter.initial[w], start)
        ]
        for way in [*named, *(begun if len(begun) == 1 else [])][:1]:
            leaves[role], found_ways[role] = seen.params[way], way
    epsilon = epsilon_of(seen, subject)

    def model(t: Tape, given: dict[str, Node]) -> dict[str, Node]:
        inner = {k: v.reshape(d) for k, v in given.items() if k != "input"}
        node = given["input"]
        inner["input"] = node.transpose(*[int(k) for k in np.argsort(turn)]) if turn else node
        y = normalization.model(t, inner, axis, epsilon)["output"]
        return {"output": y.transpose(*turn) if turn else y}

    says = {
        "columns": "samples in columns (features first)",
        "channels first": "images (n, c, h, w), channels first",
    }.get(layout)
    shapes = {k: v.shape for k, v in leaves.items()}
    return seen, [
        Reading(
            leaves,
            {"output": seen.returned[0]},
            {"output": seen.upstream[0]} if seen.upstream else {},
            gradients_of(seen, found_ways, shapes) if seen.found else {},
            model,
            [says] if says else [],
            {"rows": 0, "columns": 12}.get(layout, 1),
            factors(n, seen.learning_rate, seen.obj, **{"the number of features": d}),
            {"epsilon": epsilon},
        )
    ]


def whole(array: np.ndarray, value: float) -> bool:
    """Whether every element has the value: gamma starts at one, beta at zero."""
    return bool(np.all(array == value))


def small(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Numbers of small variance, so that ε and its place show."""
    return 0.1 * rng.standard_normal(shape) + 0.3


def epsilon_of(seen: Observation, subject: Subject) -> float:
    """ε: the object's own, or the default of a parameter; 1e-3 unless given."""
    for name, value in getattr(seen.obj, "__dict__", {}).items():
        if plain(name) in ("eps", "epsilon") and isinstance(value, (int, float)):
            return float(value)
    for f in (subject.forward,):
        for p in parameters(f):
            if plain(p.name) in ("eps", "epsilon") and isinstance(p.default, float):
                return p.default
    return 1e-3


# What batch normalization keeps for inference.


def after_training(subject: Subject, concept: str, found: Verdict) -> Verdict | None:
    """The moving averages and the inference pass of batch normalization."""
    if concept != "batch_normalization" or found.verdict != "right":
        return None
    layout = next(
        (n for n in ("columns", "images", "channels first") if n in " ".join(found.assumed)), "rows"
    )
    layout = (
        "columns"
        if "columns" in found.convention
        else ("channels first" if "channels first" in found.convention else layout)
    )
    try:
        return running(subject, concept, found, layout)
    except Exception as error:  # noqa: BLE001 - theirs
        if subject.is_function:
            return None
        found.notes.append(f"inference was not judged: {type(error).__name__}: {error}")
        return None


def running(subject: Subject, concept: str, found: Verdict, layout: str) -> Verdict | None:
    """Judge the update of the moving statistics, then the use of them."""
    n, d = 6, 4
    rng = np.random.default_rng(3)
    flat = layout in ("rows", "columns")
    x = small(rng, (n, d) if flat else (n, 2, 3, d))
    turn = {"columns": (1, 0), "channels first": (0, 3, 1, 2)}.get(layout)
    user = x.transpose(turn).copy() if turn else x
    axes = tuple(range(x.ndim - 1))
    shape = (d, 1) if layout == "columns" else (d,)
    start = {"running_mean": rng.standard_normal(shape), "running_var": rng.random(shape) + 0.5}
    gamma, beta = rng.standard_normal(shape) + 1.5, rng.standard_normal(shape)
    sizes = {"features": d, "gamma": gamma, "beta": beta, **start}
    encounter = Encounter(subject, sizes, VOCABULARY, ("features",), seed=3)
    mean, var = x.mean(axes), x.var(axes)
    if subject.is_function:
        return None
    obj = encounter.build()
    encounter.randomize()
    stats = statistics_of(obj)
    if len(stats) < 2:
        found.notes.append("no moving averages were found: inference was not judged")
        return None
    before = {}
    for role, way in stats.items():
        old = dict(walk(obj))[way]
        value = (rng.standard_normal(d) if role == "mean" else rng.random(d) + 0.5).reshape(
            old.shape
        )
        put(obj, way, value)
        before[role] = value.copy()
    from compare.validation.adapt.watch import run_forward
    from compare.validation.calling import method
    from compare.validation.names import FORWARD

    forward = method(obj, FORWARD)
    if forward is None:
        return None
    run_forward(encounter, forward, {"input": user}, {}, ("input",), True)
    now = {role: np.asarray(dict(walk(obj))[way]) for role, way in stats.items()}
    momentum = momentum_of(obj)
    count = x.size / d
    verdict_ = updated(concept, found, before, now, mean, var, count, momentum)
    if verdict_ is not None:
        return verdict_
    names = [plain(p.name) for p in parameters(forward)]
    has_mode = any(w in n_ for n_ in names for w in ("train", "mode", "test", "infer")) or any(
        isinstance(getattr(obj, a, None), bool) for a in vars(obj)
    )
    if not has_mode:
        return None
    y, _ = run_forward(encounter, forward, {"input": user}, {}, ("input",), False)
    y = y[0] if isinstance(y, tuple) else y
    return inference(concept, found, obj, np.asarray(y), x, turn, now, (mean, var), encounter)


def statistics_of(obj: Any) -> dict[str, str]:
    """mean and var -> the way to the moving statistic."""
    stats: dict[str, str] = {}
    for way, _ in walk(obj):
        name = plain(last_name(way))
        kept = any(
            w in name for w in ("running", "moving", "global", "ema", "avg", "pop")
        ) or name in ("rmean", "rvar", "rm", "rv", "mmean", "mvar", "testmean", "testvar")
        if kept:
            if "mean" in name or name in ("rm", "runningmu", "movingmu") or "mu" in name:
                stats.setdefault("mean", way)
            elif "var" in name or "sigma" in name or name == "rv":
                stats.setdefault("var", way)
    return stats


def momentum_of(obj: Any) -> float | None:
    """The object's own momentum."""
    for name, value in vars(obj).items():
        if plain(name) in ("momentum", "decay", "alpha", "rho", "mom") and isinstance(value, float):
            return value
    return None


def updated(
    concept: str,
    found: Verdict,
    before: Mapping[str, np.ndarray],
    now: Mapping[str, np.ndarray],
    mean: np.ndarray,
    var: np.ndarray,
    count: float,
    momentum: float | None,
) -> Verdict | None:
    """Whether the moving statistics move as they should."""
    flat = {k: v.reshape(-1) for k, v in before.items()}
    new = {k: v.reshape(-1) for k, v in now.items()}
    if all(np.array_equal(flat[k], new[k]) for k in flat):
        return verdict.wrong(
            concept,
            "the running (moving) statistics are never updated in training",
            "update them in every training step",
            assumed=found.assumed,
        )
    # The share s of the old value, from new = s old + (1 - s) batch.
    s = float(np.mean((new["mean"] - mean) / (flat["mean"] - mean)))
    expected = s * flat["mean"] + (1 - s) * mean
    unbiased = var * count / (count - 1)
    if residual(new["mean"], expected) > NEAR:
        return verdict.wrong(
            concept,
            "the moving mean is updated wrongly: it is no weighted mean of the old value "
            "and the batch's mean (momentum and 1 - momentum must add up to one)",
            "m = momentum m + (1 - momentum) batch mean",
            assumed=found.assumed,
        )
    for words, value in (("biased", var), ("unbiased", unbiased)):
        if residual(new["var"], s * flat["var"] + (1 - s) * value) <= NEAR:
            if words == "unbiased":
                found.convention += "; unbiased running variance, as torch"
            break
    else:
        for words, value in (("the deviation instead of the variance", np.sqrt(var)),):
            if residual(new["var"], s * flat["var"] + (1 - s) * value) <= NEAR:
                return verdict.wrong(
                    concept,
                    f"the moving variance keeps {words}",
                    "average the variance",
                    assumed=found.assumed,
                )
        other = float(np.mean((new["var"] - var) / (flat["var"] - var)))
        return verdict.wrong(
            concept,
            "the moving (running) variance is updated wrongly: momentum and 1 - momentum "
            f"differ from those of the mean (share of the old value {s:.3g} and {other:.3g})",
            "use one momentum for both",
            assumed=found.assumed,
        )
    if s < 0.5:
        said = f" (momentum={momentum:g})" if momentum is not None else ""
        return verdict.wrong(
            concept,
            f"momentum and 1 - momentum are exchanged{said}: the old running statistics keep "
            f"the weight {s:.3g} only, so they are nearly replaced at each step",
            "give the old value the greater weight",
            assumed=found.assumed,
            evidence=[f"share of the old value: {s:.6g}"],
        )
    torch = momentum is not None and abs(momentum - s) > 1e-9
    found.convention += (
        f"; momentum as in {'torch (of the new value)' if torch else 'Keras (of the old value)'}"
    )
    found.convention = found.convention.strip("; ")
    return None


def inference(
    concept: str,
    found: Verdict,
    obj: Any,
    y: np.ndarray,
    x: np.ndarray,
    turn: Any,
    now: Mapping[str, np.ndarray],
    batch: tuple[np.ndarray, np.ndarray],
    encounter: Encounter,
) -> Verdict | None:
    """Whether inference uses the moving statistics."""
    d = x.shape[-1]
    weights = encounter.weights()
    gamma = beta = None
    for way, a in weights.items():
        name = plain(last_name(way))
        if name in ("gamma", "g", "scale", "weight") and a.size == d:
            gamma = a.reshape(-1)
        if name in ("beta", "b", "shift", "bias") and a.size == d:
            beta = a.reshape(-1)
    back = y.transpose([int(k) for k in np.argsort(turn)]) if turn else y
    epsilons = [*normalization.EPSILONS, 0.0]
    for name, value in vars(obj).items():
        if plain(name) in ("eps", "epsilon") and isinstance(value, float):
            epsilons = [value]

    def normal(mean: np.ndarray, var: np.ndarray, e: float) -> np.ndarray:
        z = (x - mean) / np.sqrt(var + e)
        return z * (1 if gamma is None else gamma) + (0 if beta is None else beta)

    mean, var = now["mean"].reshape(-1), now["var"].reshape(-1)
    if any(residual(back, normal(mean, var, e)) <= NEAR for e in epsilons):
        return None
    if any(residual(back, normal(*batch, e)) <= NEAR for e in epsilons):
        return verdict.wrong(
            concept,
            "inference uses the statistics of the batch (batch statistics) instead of the "
            "running (moving) averages",
            "normalize with the moving mean and variance",
            assumed=found.assumed,
        )
    return verdict.wrong(
        concept,
        "the output at inference is wrong: it is not the input normalized with the "
        "running "
        "(moving) statistics (epsilon, its place, or the root)",
        "(x - moving_mean) / √(moving_variance + ε)",
        assumed=found.assumed,
    )


__all__ = ["after_training", "inspect", "ways"]
