"""Calling what somebody wrote: its parameters are met by their names, then by their order."""

import inspect
import warnings
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from compare.validation.names import plain

LEARNING_RATE = 0.125


class NotMet(Exception):
    """This way of calling does not fit; another may."""


def parameters(function: Callable[..., Any]) -> list[inspect.Parameter]:
    """The parameters of `function`; none where Python cannot tell."""
    try:
        found = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        return []
    return [p for p in found if p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)]


Vocabulary = Mapping[str, Sequence[str]]

COMMON: dict[str, Sequence[str]] = {
    "learning_rate": ("lr", "learningrate", "alpha", "eta", "stepsize", "rate"),
    "training": (
        "training",
        "train",
        "istraining",
        "istrain",
        "trainmode",
        "trainflag",
        "trainflg",
        "trainingphase",
    ),
    "mode": ("mode", "phase"),
    "rng": ("rng", "randomstate", "generator"),
    "seed": ("seed", "randomseed"),
    "activation": (
        "activation",
        "activationfunction",
        "act",
        "activationname",
        "activationfn",
        "nonlinearity",
    ),
    "dtype": ("dtype",),
}
"""Role -> plain names that mean it, for all concepts."""


def bind(
    function: Callable[..., Any],
    by_name: Mapping[str, Any],
    vocabulary: Vocabulary,
    in_order: Sequence[str] = (),
    defaults_too: Sequence[str] = (),
    fallback: Callable[[str], Any] = lambda name: None,
) -> tuple[dict[str, Any], dict[str, str]]:
    """Arguments for `function`, and which role each parameter was taken for.

    A parameter whose name means a role of `by_name` gets its value; parameters without a default
    that mean nothing get the roles of `in_order` that are still free, one after another. Those
    with a default keep it, except for the roles in `defaults_too`. `fallback` may give a value for
    a parameter that means no role. Raises NotMet.
    """
    words: dict[str, str] = {}
    for role in sorted(by_name, key=lambda r: not isinstance(by_name[r], np.ndarray)):
        for word in (plain(role), *vocabulary.get(role, ()), *COMMON.get(role, ())):
            words.setdefault(word, role)
    arguments: dict[str, Any] = {}
    taken: dict[str, str] = {}
    unnamed = []
    for p in parameters(function):
        meant = words.get(plain(p.name), "")
        role = "" if meant in taken.values() else meant
        has_default = p.default is not p.empty
        unset = p.default is None and role and not isinstance(by_name.get(role), np.ndarray)
        if role and (not has_default or unset or role in defaults_too):
            arguments[p.name], taken[p.name] = by_name[role], role
        elif not has_default:
            other = fallback(p.name)
            if other is None:
                unnamed.append(p.name)
            else:
                arguments[p.name] = other
    free = [role for role in in_order if role not in taken.values() and role in by_name]
    for name in unnamed:
        if not free:
            raise NotMet(f"the parameter {name!r} of {function_name(function)}")
        taken[name] = free.pop(0)
        arguments[name] = by_name[taken[name]]
    return arguments, taken


def function_name(function: Any) -> str:
    """What a callable is called."""
    return getattr(function, "__qualname__", None) or type(function).__name__


@dataclass
class Call:
    """One call of the user's code: what was called, and with what."""

    function: Any
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


CALLS: deque[Call] = deque(maxlen=60)
"""The latest calls of the user's code, for a script that repeats them."""


def quietly(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call without NumPy's warnings: right values with a warning are right."""
    CALLS.append(
        Call(function, tuple(map(copied, args)), {k: copied(v) for k, v in kwargs.items()})
    )
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return call_positionally(function, args, kwargs)


def copied(value: Any) -> Any:
    """An array as it is now; anything else itself."""
    return value.copy() if isinstance(value, np.ndarray) else value


def call_positionally(function: Callable[..., Any], args: Any, kwargs: Any) -> Any:
    """Pass keyword arguments by position where the signature only takes them so."""
    only = [p.name for p in parameters(function) if p.kind is p.POSITIONAL_ONLY]
    return function(*args, *(kwargs.pop(k) for k in only if k in kwargs), **kwargs)


def method(obj: Any, names: Sequence[str]) -> Callable[..., Any] | None:
    """The first method of `obj` that has one of these names."""
    there = {}
    for name in dir(type(obj)):
        if callable(getattr(obj, name, None)) and (not name.startswith("__") or name == "__call__"):
            there[name.lower() if name != "__call__" else name] = name
    for wanted in names:
        found = there.get(wanted) or there.get(wanted.replace("_", ""))
        if found and not isinstance(getattr(obj, found), type):
            return getattr(obj, found)
    return None
