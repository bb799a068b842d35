"""The rooms: where an implementation is run, and whether it is there at all."""

import platform
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from compare.concept import ROOMS, Concept, Problem
from compare.trace import Trace, as_trace

MODULES = {
    "scratch": "compare.scratch_room",
    "pytorch": "reference.pytorch.room",
    "keras": "reference.keras.room",
}
TRAINERS = {
    "network": {
        "scratch": "compare.scratch_room",
        "pytorch": "reference.pytorch.network",
        "keras": "reference.keras.network",
    },
    "gan": {
        "scratch": "compare.scratch_gan",
        "pytorch": "reference.pytorch.gan",
        "keras": "reference.keras.gan",
    },
}
NEEDS = {"scratch": "numpy", "pytorch": "torch", "keras": "tensorflow"}


@cache
def why_absent(room: str) -> str:
    """Why `room` cannot be used, or "" where it can; the framework is not imported."""
    needed = NEEDS[room]
    try:
        return "" if find_spec(needed) else "not installed"
    except (ImportError, ValueError) as error:
        return f"broken: {error}"


@cache
def load(room: str) -> ModuleType | str:
    """The room's module, or the reason why it is not there: its framework is imported here."""
    absent = why_absent(room)
    if absent:
        return absent
    try:
        return import_module(MODULES[room])
    except Exception as error:  # noqa: BLE001 - a broken installation may raise anything
        return f"broken at import: {type(error).__name__}: {error}"


def present() -> dict[str, str]:
    """Room -> "" or why it is absent, for all of them."""
    return {room: why_absent(room) for room in ROOMS}


def run(room: str, concept: Concept, problem: Problem) -> Trace:
    """The Trace that `room`'s implementation of `concept` leaves on `problem`."""
    module = load(room)
    if isinstance(module, str):
        raise ModuleNotFoundError(module)
    return as_trace(module.run(concept.kind, concept.family, concept.name, concept.symbol, problem))


def trainer(room: str, kind: str = "network") -> Any:
    """The room's Trainer class for a Spec of that kind, or the reason why the room is absent."""
    module = load(room)
    return module if isinstance(module, str) else import_module(TRAINERS[kind][room]).Trainer


def version(room: str) -> str:
    """The version of the room's framework, or why it is absent."""
    module = load(room)
    return module if isinstance(module, str) else module.VERSION


def python() -> str:
    """The interpreter's name and version."""
    return f"{platform.python_implementation()} {platform.python_version()}"
