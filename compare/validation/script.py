"""A case that fails, as a script to paste."""

import inspect
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from compare.validation.calling import Call
from compare.validation.subject import Subject

LONGEST = 4000


def script_of(
    subject: Subject,
    calls: Iterable[Call],
    expected: Sequence[str] = (),
    weights: Mapping[str, np.ndarray] | None = None,
) -> str:
    """The latest calls of the user's code, from the building of the object on.

    `expected` are sentences for comments; `weights` are set after the object is built.
    """
    shown = list(calls)
    starts = [k for k, c in enumerate(shown) if c.function is subject.forward]
    if subject.is_class and not starts:
        return ""
    shown = shown[starts[-1] :] if starts else shown[-1:]
    name = subject.name
    lines = ["import numpy as np", f"from {module_of(subject)} import {name}", ""]
    for k, call in enumerate(shown):
        given = [text(a) for a in call.args]
        given += [f"{key}={text(value)}" for key, value in call.kwargs.items()]
        if call.function is subject.forward and subject.is_class:
            lines.append(f"it = {name}({', '.join(given)})")
            lines += [f"it.{way} = {text(a)}" for way, a in (weights or {}).items()]
        else:
            called = getattr(call.function, "__name__", "__call__")
            own = inspect.isfunction(call.function)
            lines.append(f"out{k} = {'' if own else 'it.'}{called}({', '.join(given)})")
            lines.append(f"print(out{k})")
    lines += [f"# {said}" for said in expected]
    whole = "\n".join(lines)
    return whole if len(whole) <= LONGEST else ""


def module_of(subject: Subject) -> str:
    """The name under which the user's file can be imported."""
    name = getattr(subject.module, "__name__", "") or getattr(subject.forward, "__module__", "mine")
    return name.removeprefix("theirs_")


def text(value: Any) -> str:
    """A value as Python text; arrays in full, to the digits that matter."""
    if isinstance(value, np.ndarray):
        inner = np.array2string(value, separator=", ", threshold=10**6, floatmode="maxprec")
        dtype = "" if value.dtype == np.float64 else f", dtype=np.{value.dtype}"
        return f"np.array({inner}{dtype})"
    if isinstance(value, (list, tuple)):
        inner = ", ".join(text(v) for v in value)
        return f"[{inner}]" if isinstance(value, list) else f"({inner},)"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k!r}: {text(v)}" for k, v in value.items()) + "}"
    return repr(value)
