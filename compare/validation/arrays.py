"""Arrays in people's objects: in attributes, dicts, lists and objects inside objects."""

import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from compare.validation.names import plain

DEPTH = 4


def walk(value: Any, path: str = "", depth: int = 0) -> Iterator[tuple[str, np.ndarray]]:
    """Every floating array that can be reached from `value`, with the way to it."""
    if isinstance(value, np.ndarray):
        if value.dtype.kind in "fiub":
            yield path, value
    elif isinstance(value, (float, np.floating)) and depth > 0:
        yield path, np.asarray(value)
    elif depth >= DEPTH:
        return
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, f"{path}[{key!r}]", depth + 1)
    elif isinstance(value, (list, tuple)):
        for k, item in enumerate(value[:64]):
            yield from walk(item, f"{path}[{k}]", depth + 1)
    elif (hasattr(value, "__dict__") and not callable(value)) or (
        depth == 0 and hasattr(value, "__dict__")
    ):
        for key, item in vars(value).items():
            if not isinstance(item, type) and (not callable(item) or hasattr(item, "__dict__")):
                yield from walk(item, f"{path}.{key}" if path else key, depth + 1)


def put(obj: Any, path: str, array: Any) -> None:
    """Replace the value at `path`, a way that `walk` has shown."""
    steps = re.findall(r"\[('[^']*'|\d+)\]|([^.\[\]]+)", path)
    keys: list[Any] = [(eval_key(item), True) if item else (name, False) for item, name in steps]
    place = obj
    for key, is_item in keys[:-1]:
        place = place[key] if is_item else getattr(place, key)
    key, is_item = keys[-1]
    if is_item:
        place[key] = array
    else:
        setattr(place, key, array)


def eval_key(text: str) -> Any:
    """'W' or 3 from the way's text."""
    return text[1:-1] if text.startswith("'") else int(text)


def last_name(path: str) -> str:
    """The last name on the way: W of params['W'], and weights of weights[0]."""
    parts = re.findall(r"'([^']*)'|([A-Za-z_]\w*)", path)
    return next((a or b for a, b in reversed(parts)), path)


SYNONYMS = (
    (
        "w",
        "weight",
        "weights",
        "kernel",
        "filters",
        "filter",
        "kernels",
        "theta",
        "ws",
        "table",
        "embedding",
        "embeddings",
        "matrix",
    ),
    ("b", "bias", "biases", "bs", "intercept"),
    ("gamma", "scale", "g"),
    ("beta", "shift", "offset"),
    ("x", "input", "inputs", "in", "aprev", "data", "prev", "dx", "xt", "xs"),
    (
        "h0",
        "hprev",
        "aprev",
        "prevh",
        "h",
        "a0",
        "prev",
        "prevhidden",
        "hiddenprev",
        "state",
        "previoush",
        "htprev",
    ),
    ("c0", "cprev", "prevc", "c", "prevcell", "cellprev", "previousc"),
)


def stem(name: str) -> str:
    """A name without marks of a gradient: W of dW, grad_W, W_grad, weights_gradient."""
    p = plain(name)
    for mark in ("gradients", "gradient", "grads", "grad", "nabla", "delta", "error", "der"):
        if p != mark:
            p = p.removeprefix(mark).removesuffix(mark)
    return p


def same_thing(a: str, b: str) -> bool:
    """Whether two stems mean one thing."""
    return a == b or any(a in words and b in words for words in SYNONYMS)


def is_gradient_of(path: str, param: str) -> bool:
    """Whether the array at `path` is named as the gradient of the parameter at `param`."""
    name, target = last_name(path), plain(last_name(param))
    p = plain(name)
    marked = p != stem(name) or "grad" in path.lower() or path.startswith(("d[", "returned["))
    options = {stem(name)}
    if p.startswith("d") and len(p) > 1:
        options.add(p[1:])
        marked = True
    return (marked and any(same_thing(o, target) for o in options if o) and p != target) or (
        p == target and ("grad" in path.lower() or path.startswith("returned"))
    )
