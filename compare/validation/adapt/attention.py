"""Attention: several heads or one, with projections or without."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from compare.validation.adapt.observation import Encounter, Observation, gradients_of
from compare.validation.adapt.reading import factors
from compare.validation.adapt.watch import watch
from compare.validation.arrays import last_name
from compare.validation.calling import parameters
from compare.validation.hypotheses import Reading
from compare.validation.models import attention
from compare.validation.names import plain
from compare.validation.subject import Subject
from compare.validation.tape import Node, Tape

Attempt = tuple[Observation, list[Reading]]

VOCABULARY = {
    "width": (
        "dmodel",
        "embeddim",
        "dim",
        "embedsize",
        "d",
        "hiddensize",
        "modeldim",
        "nembd",
        "embeddingdim",
        "din",
        "inputdim",
        "size",
        "din",
        "embed",
        "features",
        "hiddendim",
        "e",
    ),
    "heads": ("numheads", "nheads", "heads", "h", "nhead", "nhead", "numhead"),
    "key_dim": (
        "keydim",
        "dk",
        "headdim",
        "dhead",
        "headsize",
        "dout",
        "dv",
        "outputdim",
        "valuedim",
        "dkey",
        "dvalue",
        "dqk",
    ),
    "query": ("q", "query", "queries", "x", "inputs", "input", "xq"),
    "key": ("k", "key", "keys", "xk"),
    "value": ("v", "value", "values", "xv"),
    "input": ("x", "inputs", "input", "embeddings", "xs", "tokens"),
}

WORDS = {
    "packed": ("qkv", "wqkv", "cattn", "inproj", "qkvproj", "packed", "wpacked", "attn"),
    "query": ("q", "query", "wq", "queries", "qkernel", "querykernel", "qproj", "wquery"),
    "key": ("k", "key", "wk", "keys", "kkernel", "keykernel", "kproj", "wkey"),
    "value": ("v", "value", "wv", "values", "vkernel", "valuekernel", "vproj", "wvalue"),
    "output": (
        "o",
        "out",
        "output",
        "wo",
        "proj",
        "wout",
        "outproj",
        "outkernel",
        "outputkernel",
        "oproj",
        "woutput",
    ),
}


def ways(
    subject: Subject, size: tuple[int, ...], seed: int, warm: bool
) -> list[Callable[[], Attempt]]:
    """Batches of sequences, or one sequence; self-attention, or three inputs."""
    return [
        partial(attempt, subject, size, seed, warm, flat, three)
        for three in (False, True)
        for flat in (False, True)
    ]


def attempt(
    subject: Subject, size: tuple[int, ...], seed: int, warm: bool, flat: bool, three: bool
) -> Attempt:
    """One observation and its readings."""
    n, steps, width, heads = size
    n = 1 if flat else n
    rng = np.random.default_rng(seed)
    draws = {k: rng.standard_normal((n, steps, width)) for k in ("query", "key", "value")}
    inputs = draws if three else {"input": draws["query"]}
    users = {k: v[0] if flat else v for k, v in inputs.items()}
    sizes = {"width": width, "heads": heads, "key_dim": width // heads}
    words = {
        k: v for k, v in VOCABULARY.items() if k not in (() if three else ("query", "key", "value"))
    }
    if three:
        words = {**words, "input": ()}
    weights = {f"W{k[0]}": rng.standard_normal((width, width)) for k in ("query", "key", "value")}
    weights["Wo"] = rng.standard_normal((width, width))
    named = {plain(p.name) for p in parameters(subject.forward)} if subject.is_function else set()
    given = {k: v for k, v in weights.items() if plain(k) in named}
    encounter = Encounter(subject, sizes, words, ("width", "heads", "key_dim"), seed=seed)
    others = [{k: rng.standard_normal(v.shape) for k, v in users.items()}] if warm else []
    late = given or {"kernel": np.zeros(1)}  # It may make its weights in a first call.
    held = given if subject.is_function else late
    seen = watch(encounter, users, held, (*users, *given, "heads"), warm=others)
    if not seen.returned:
        return seen, []
    roles = roles_of(seen.params)
    count = heads_of(seen, encounter, heads)
    return seen, [
        reading(seen, users, roles, turned, count, (n, steps, width), three)
        for turned in (False, True)
    ]


def heads_of(seen: Observation, encounter: Encounter, heads: int) -> int:
    """The number of heads: as it was passed, else the object's own, else one."""
    if "heads" in encounter.taken.values():
        return heads
    for name, value in getattr(seen.obj, "__dict__", {}).items():
        if plain(name) in VOCABULARY["heads"] and isinstance(value, int):
            return value
    for p in parameters(encounter.subject.forward):
        if plain(p.name) in VOCABULARY["heads"] and isinstance(p.default, int):
            return p.default
    return 1


def roles_of(params: dict[str, np.ndarray]) -> dict[str, str]:
    """query kernel, query bias, ... -> the way to the array."""
    found: dict[str, str] = {}
    for way, a in params.items():
        word = plain(last_name(way))
        bare = (
            word.removeprefix("weights").removeprefix("weight").removeprefix("w").removeprefix("b")
            or word
        )
        bare = bare.removesuffix("kernel").removesuffix("bias").removesuffix("weight")
        for role, words in WORDS.items():
            if bare in words or word in words:
                flat = (a.squeeze().ndim == 1 and a.ndim < 3) or "bias" in word
                kind = "bias" if flat else "kernel"
                found.setdefault(f"{role} {kind}", way)
                break
    return found


def reading(
    seen: Observation,
    users: dict[str, np.ndarray],
    roles: dict[str, str],
    turned: bool,
    heads: int,
    size: tuple[int, int, int],
    three: bool,
) -> Reading:
    """The Reading of one orientation of the projections."""
    n, steps, width = size
    leaves: dict[str, Any] = dict(users)
    leaves |= {role: seen.params[way] for role, way in roles.items()}
    y = seen.returned[0]

    def model(t: Tape, given: dict[str, Node]) -> dict[str, Node]:
        inner = {}
        for role in roles:
            node = given[role]
            if role.endswith("bias"):
                inner[role] = node.reshape(node.value.size)
            elif node.value.ndim == 3 and role == "output kernel":
                inner[role] = node.reshape(-1, node.shape[-1])
            elif node.value.ndim == 3 and node.shape[0] == width:
                inner[role] = node.reshape(width, -1)
            elif node.value.ndim == 3:
                # (heads, width, k) as a matrix (width, heads k).
                inner[role] = node.transpose(1, 0, 2).reshape(node.shape[1], -1)
            else:
                inner[role] = node.transpose() if turned else node
        unpack(inner, width)
        for name in ("query", "key", "value"):
            source = given[name] if three else given["input"]
            inner[f"input {name}"] = source.reshape(n, steps, width)
            inner.setdefault(f"{name} kernel", t.of(np.eye(width)))
        inner["input"] = inner["input query"]
        out = attention.model(t, inner, heads)["output"]
        return {"output": out.reshape(*y.shape) if out.value.size == y.size else out}

    ways_ = {**{k: k for k in users}, **roles}
    shapes = {k: np.shape(v) for k, v in leaves.items()}
    says = ([f"{heads} heads"] if heads > 1 else ["one head"]) + (
        ["weights of shape (out, in)"] if turned else []
    )
    says += [] if roles else ["no projections"]
    return Reading(
        leaves,
        {"output": y},
        {"output": seen.upstream[0]} if seen.upstream else {},
        gradients_of(seen, ways_, shapes) if seen.found else {},
        model,
        says,
        2 * turned,
        factors(n, seen.learning_rate, seen.obj),
    )


def unpack(inner: dict[str, Node], width: int) -> None:
    """One matrix of three projections becomes three, side by side in the order q, k, v."""
    for kind in ("kernel", "bias"):
        whole = inner.pop(f"packed {kind}", None)
        if whole is None:
            continue
        if whole.shape[-1] != 3 * width:
            whole = whole.transpose()
        each = whole.shape[-1] // 3
        for k, name in enumerate(("query", "key", "value")):
            columns = slice(k * each, (k + 1) * each)
            inner[f"{name} {kind}"] = whole[..., columns]


__all__ = ["ways"]
