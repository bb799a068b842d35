"""Batch and layer normalization."""

from collections.abc import Callable
from functools import partial

import numpy as np

from compare.validation.adapt.observation import Encounter, Observation, gradients_of
from compare.validation.adapt.reading import factors
from compare.validation.adapt.watch import watch
from compare.validation.arrays import last_name
from compare.validation.calling import parameters
from compare.validation.hypotheses import Reading
from compare.validation.models import normalization
from compare.validation.names import plain
from compare.validation.subject import Subject
from compare.validation.tape import Node, Tape

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
