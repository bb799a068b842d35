"""One run of somebody's layer, watched: what went in, what came out, which arrays changed."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from compare.validation import names
from compare.validation.arrays import is_gradient_of, last_name, put, stem, walk
from compare.validation.calling import (
    LEARNING_RATE,
    Call,
    NotMet,
    bind,
    method,
    parameters,
    quietly,
)
from compare.validation.measure import numbers
from compare.validation.names import plain
from compare.validation.subject import Subject

CONFIG = (
    "convparam",
    "bnparam",
    "poolparam",
    "dropoutparam",
    "lnparam",
    "hparameters",
    "hparams",
    "hyperparameters",
    "config",
    "cfg",
    "param",
    "params",
    "parameters",
    "weights",
    "options",
    "opts",
    "gnparam",
)
"""Plain names of parameters that hold a dictionary."""


class Config(dict[str, Any]):
    """A dictionary that answers to any key whose name means a role."""

    def __init__(self, values: Mapping[str, Any], vocabulary: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self.values_by_word = {
            word: values[role]
            for role, words in vocabulary.items()
            if role in values
            for word in (*words, plain(role))
        }
        self.factory: Callable[[str], Any] = lambda key: None

    def __missing__(self, key: str) -> Any:
        word = plain(str(key))
        made = self.factory(str(key))
        if made is None and word not in self.values_by_word:
            raise KeyError(key)
        self[key] = self.values_by_word[word] if made is None else made
        return self[key]


@dataclass
class Observation:
    """What a run left behind.

    Attributes:
        given: role -> array that was passed in.
        params: way -> array that the code computes with, at the time of the forward pass.
        after: the same, after the backward pass.
        returned: what forward returned, flattened to arrays.
        upstream: what was passed to the backward pass, by output number.
        found: (way, array): all that may be a gradient.
        mutated: names of inputs that the code has changed.
        assumed: what was taken for what.
        obj: the instance, or None.
        again: runs it once more.
    """

    given: dict[str, np.ndarray]
    params: dict[str, np.ndarray] = field(default_factory=dict)
    after: dict[str, np.ndarray] = field(default_factory=dict)
    returned: list[np.ndarray] = field(default_factory=list)
    raw: Any = None
    upstream: list[np.ndarray] = field(default_factory=list)
    found: list[tuple[str, np.ndarray]] = field(default_factory=list)
    mutated: list[str] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    dtypes: set[str] = field(default_factory=set)
    obj: Any = None
    has_backward: bool = False
    backward_error: str = ""
    taken: dict[str, str] = field(default_factory=dict)
    learning_rate: float = LEARNING_RATE
    named_grads: Mapping[str, str] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)


class Descent:
    """Plain descent, for layers that hold an optimizer of their own."""

    def update(self, w: np.ndarray, g: np.ndarray) -> np.ndarray:
        """w - lr g."""
        return w - LEARNING_RATE * g


SKIPPED = ("running", "moving", "velocity", "mean", "var", "cache", "mask", "momentum")


def is_weight(path: str, array: np.ndarray) -> bool:
    """Whether an array of an instance is one that it computes with, by its name."""
    name = plain(last_name(path))
    if array.dtype.kind != "f" or array.size == 0:
        return False
    if any(word in name for word in SKIPPED):
        return False
    if "grad" in path.lower() or (plain(name) != stem(name) and "grad" in name):
        return False
    marked = name.startswith("d") and stem(name[1:]) in (
        "w",
        "b",
        "weights",
        "weight",
        "bias",
        "biases",
        "wx",
        "wh",
        "gamma",
        "beta",
        "kernel",
    )
    if marked or name in (
        "prevh",
        "hprev",
        "h",
        "c",
        "hprevious",
        "lasth",
        "hidden",
        "state",
        "h0",
    ):
        return False
    return array.ndim > 0 or name in ("b", "bias")


class Encounter:
    """Meets one Subject: builds it, runs it forward and backward, and watches."""

    def __init__(
        self,
        subject: Subject,
        sizes: Mapping[str, Any],
        vocabulary: Mapping[str, Sequence[str]],
        order: Sequence[str],
        defaults_too: Sequence[str] = (),
        seed: int = 0,
        dtype: Any = np.float64,
    ) -> None:
        self.subject, self.sizes, self.vocabulary = subject, dict(sizes), vocabulary
        self.order, self.defaults_too = order, defaults_too
        self.rng, self.dtype = np.random.default_rng(seed), dtype
        self.assumed: list[str] = []
        self.taken: dict[str, str] = {}
        self.obj: Any = None
        self.made: dict[str, np.ndarray] = {}
        self.configured = False
        self.initial: dict[str, np.ndarray] = {}
        self.weight_maker: Callable[[str], np.ndarray | None] | None = None
        named = subject.named_params
        self.initial_ways: set[str] = set(named.values())
        self.only_named = bool(named)
        np.random.seed(seed)  # noqa: NPY002 - people's code draws from it

    def build(self) -> Any:
        """The instance: the user's own way, else arguments found by name."""
        subject = self.subject
        if subject.make is not None:
            self.obj = subject.make()
        elif subject.is_class:
            arguments, self.taken = bind(
                subject.forward,
                self.scalars_first(),
                self.vocabulary,
                self.order,
                self.defaults_too,
                self.config(self.sizes),
            )
            self.obj = quietly(subject.forward, **arguments)
            shown = ", ".join(f"{k}={short(v)}" for k, v in arguments.items())
            self.assumed.append(f"built as {subject.name}({shown})")
        else:
            self.obj = subject.forward
        return self.obj

    def scalars_first(self) -> dict[str, Any]:
        """The sizes; arrays only where nothing else has the name: `filters` is mostly a number."""
        names = [plain(p.name) for p in parameters(self.subject.forward)]
        scalars = {k: v for k, v in self.sizes.items() if not isinstance(v, np.ndarray)}
        wanted = {
            word for role in scalars for word in (*self.vocabulary.get(role, ()), plain(role))
        }
        arrays = {
            k: v
            for k, v in self.sizes.items()
            if isinstance(v, np.ndarray)
            and any(n in (*self.vocabulary.get(k, ()), plain(k)) and n not in wanted for n in names)
        }
        return {**arrays, **scalars}

    def config(self, values: Mapping[str, Any]) -> Callable[[str], Any]:
        """A dictionary for a parameter that is called config, bn_param, ..."""
        words = {**self.vocabulary, "mode": ("mode",), "training": ("training", "train")}

        def make(name: str) -> Any:
            if plain(name) not in CONFIG:
                return self.factory(name)
            config = Config(values, words)
            config.factory = self.factory
            return config

        return make

    def factory(self, name: str) -> Any:
        """An array for a weight that only its name describes; kept in `made`."""
        if self.weight_maker is None:
            return None
        if name not in self.made:
            array = self.weight_maker(name)
            if array is None:
                return None
            self.made[name] = array
        return self.made[name].copy()

    def set_up(self, inputs: Mapping[str, np.ndarray]) -> None:
        """Call initialize(...) or build(...) of an object whose weights are None as yet."""
        empty = [k for k, v in getattr(self.obj, "__dict__", {}).items() if v is None]
        if not any(plain(k) in ("w", "weights", "weight", "kernel", "gamma") for k in empty):
            return
        start = method(
            self.obj,
            (
                "initialize",
                "build",
                "init_params",
                "init_weights",
                "setup",
                "initialize_weights",
                "initialize_parameters",
            ),
        )
        if start is None:
            return
        roles = {**self.sizes, "optimizer": Descent(), "input_shape": np.shape(inputs["input"])}
        arguments, _ = bind(start, roles, {**self.vocabulary, "optimizer": ("optimizer", "opt")})
        quietly(start, **arguments)

    def weights(self) -> dict[str, np.ndarray]:
        """The arrays that the instance computes with."""
        found: dict[str, np.ndarray] = {}
        seen: set[int] = set()
        for path, array in walk(self.obj):
            wanted = path in self.initial_ways if self.only_named else is_weight(path, array)
            known = not self.initial_ways or path in self.initial_ways
            if wanted and known and id(array) not in seen:  # One array may have two names.
                found[path] = array
                seen.add(id(array))
        return found

    def randomize(self) -> dict[str, np.ndarray]:
        """Give every weight values that nothing can hide behind, in place where possible."""
        seen: set[int] = set()
        for path, array in self.weights().items():
            self.initial.setdefault(path, np.array(array))
        for path, array in self.weights().items():
            if id(array) in seen:
                continue
            seen.add(id(array))
            values = self.rng.standard_normal(array.shape) * 0.6 + 0.1
            if array.dtype.kind == "f" and array.flags.writeable and array.ndim > 0:
                array[...] = values
                if array.dtype != self.dtype:
                    put(self.obj, path, values.astype(self.dtype))
            else:
                put(self.obj, path, float(values) if array.ndim == 0 else values)
        found = self.weights()
        self.initial_ways = set(found)
        return {path: np.array(a, np.float64) for path, a in found.items()}


def short(value: Any) -> str:
    """A value in an argument list: arrays by their shape."""
    if isinstance(value, np.ndarray):
        return f"array{value.shape}"
    if isinstance(value, Config):
        return "{...}"
    text = repr(value)
    return text if len(text) < 40 else type(value).__name__


def flatten(value: Any, way: str = "returned") -> list[tuple[str, np.ndarray]]:
    """Every array in what was returned, in order."""
    if value is None or isinstance(value, str):
        return []
    if isinstance(value, dict):
        return [f for k, v in value.items() for f in flatten(v, f"{way}[{k!r}]")]
    if isinstance(value, (tuple, list)):
        if value and all(
            np.ndim(v) == 0 and not isinstance(v, (dict, str)) and v is not None for v in value
        ):
            array = numbers(value)
            return [] if array is None else [(way, array)]
        return [f for k, v in enumerate(value) for f in flatten(v, f"{way}[{k}]")]
    array = numbers(value)
    return [] if array is None else [(way, np.asarray(value))]


def snapshot(obj: Any) -> dict[str, np.ndarray]:
    """A copy of every array of an instance."""
    if obj is None or (callable(obj) and not hasattr(obj, "__dict__")):
        return {}
    return {path: np.array(a) for path, a in walk(obj)}


def changes(before: Mapping[str, np.ndarray], after: Mapping[str, np.ndarray]) -> list[str]:
    """Ways to arrays that are new or different."""
    return [
        path
        for path, a in after.items()
        if path not in before
        or before[path].shape != a.shape
        or not np.array_equal(before[path], a, equal_nan=a.dtype.kind == "f")
    ]


def call_backward(
    function: Callable[..., Any],
    roles: Mapping[str, Any],
    vocabulary: Mapping[str, Sequence[str]],
    order: Sequence[str],
    sizes: Mapping[str, Any],
) -> Any:
    """Call a backward pass: the gradient first, then whatever it asks for by name."""

    def config(name: str) -> Any:
        return Config({**sizes, **roles}, vocabulary) if plain(name) in CONFIG else None

    arguments, taken = bind(function, roles, vocabulary, order, fallback=config)
    if order and order[0] not in taken.values() and takes_any_number(function):
        return quietly(function, roles[order[0]], **arguments)
    return quietly(function, **arguments)


def takes_any_number(function: Callable[..., Any]) -> bool:
    """Whether it has a parameter such as *dys."""
    kinds = [p.kind for p in inspect.signature(function).parameters.values()]
    return inspect.Parameter.VAR_POSITIONAL in kinds


GRADIENT_WORDS = {
    "upstream": (
        "dout",
        "dy",
        "grad",
        "gradient",
        "dvalues",
        "delta",
        "da",
        "dz",
        "dl",
        "dh",
        "upstream",
        "gradoutput",
        "outputgradient",
        "outputerror",
        "error",
        "d",
        "upstreamgrad",
        "upstreamgradient",
        "gradoutputs",
        "dlout",
        "dldy",
        "dldout",
        "accumgrad",
        "g",
        "outputgrad",
        "dnexth",
        "dhnext",
        "dnext",
        "dlda",
        "dcurr",
        "dldz",
        "gradout",
        "outgrad",
        "dhs",
        "dnew",
        "dlossdout",
        "dahead",
        "danext",
    ),
    "cache": ("cache", "linearcache", "ctx", "context", "activationcache", "caches", "saved"),
    "learning_rate": ("lr", "learningrate", "alpha", "eta", "learnrate", "stepsize"),
    "input": ("x", "inputs", "input", "a", "aprev", "data", "images", "xs", "z", "inp", "batch"),
}


def gradients_of(
    observation: Observation, leaves: Mapping[str, str], shapes: Mapping[str, tuple[int, ...]]
) -> dict[str, list[tuple[str, np.ndarray]]]:
    """Leaf -> what may be its gradient. `leaves`: leaf -> the way or name of its array."""
    taken: dict[str, list[tuple[str, np.ndarray]]] = {}
    for leaf, way in leaves.items():
        said = observation.named_grads.get(leaf) or observation.named_grads.get(last_name(way))
        if said:
            taken[leaf] = [f for f in observation.found if said in (f[0], last_name(f[0]))]
            continue
        named = [f for f in observation.found if is_gradient_of(f[0], way)]
        updates = [f for f in observation.found if f[0] == f"update of {way}"]
        # A name only decides where there is one: dW1 beside dW is another thing.
        exact = [f for f in named if stem(last_name(f[0])).lstrip("d") == plain(last_name(way))]
        fitting = [f for f in named if same_shape(f[1], shapes[leaf])]
        taken[leaf] = (
            [f for f in exact if same_shape(f[1], shapes[leaf])] if fitting and exact else exact
        )
        taken[leaf] = taken[leaf] or fitting or named or updates
    used = {id(f[1]) for c in taken.values() for f in c}
    free = [
        f
        for f in observation.found
        if id(f[1]) not in used and not f[0].startswith("update of") and loose(f[0])
    ]
    for leaf in leaves:
        if not taken[leaf]:
            taken[leaf] = [f for f in free if same_shape(f[1], shapes[leaf])]
    rest = [
        f
        for f in free
        if not any(id(f[1]) == id(g[1]) for c in taken.values() for g in c)
        and f[0].startswith("returned")
    ]
    missing = [leaf for leaf in leaves if not taken[leaf]]
    if missing and rest and any("[" in f[0] for f in rest):
        for leaf in missing:
            size = int(np.prod(shapes[leaf]))
            same = [f for f in rest if f[1].size == size]
            taken[leaf] = same or (rest if len(missing) == 1 else [])
    elif len(missing) == 1 and len(rest) == 1:
        taken[missing[0]] = rest
    return {leaf: c for leaf, c in taken.items() if c}


def loose(way: str) -> bool:
    """Whether an array without a matching name may be a gradient: returned, or named like one."""
    name = plain(last_name(way))
    return way.startswith("returned") or name.startswith("d") or "grad" in way.lower()


def same_shape(a: np.ndarray, shape: tuple[int, ...]) -> bool:
    """Whether two shapes differ in axes of length one at most."""
    return [n for n in a.shape if n != 1] == [n for n in shape if n != 1]


__all__ = ["FORWARD_NAMES", "NotMet", "method"]
FORWARD_NAMES = names.FORWARD
