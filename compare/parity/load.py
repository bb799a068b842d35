"""A side of the comparison: FILE.py:factory (with @WEIGHTS), a .keras file, or an object."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from compare import archives
from compare.validation.load import find, load_module, split_target
from compare.validation.subject import Theirs, Unusable

FRAMEWORKS = ("pytorch", "keras", "scratch")
WORDS = {"pytorch": ("torch",), "keras": ("keras", "tensorflow"), "scratch": ("scratch",)}
HOMES = {
    "pytorch": "reference.pytorch.models.side",
    "keras": "reference.keras.models.side",
    "scratch": "compare.parity.scratch_side",
}


@dataclass
class Loaded:
    """A model, and what its file defines beside it."""

    model: Any
    framework: str
    title: str
    module: ModuleType | None = None


def home(framework: str) -> Any:
    """The module that observes this framework's models."""
    return import_module(HOMES[framework])


def load(target: str) -> Loaded:
    """The model that `target` names. Raises Unusable or Theirs."""
    target, _, weights = target.partition("@")
    for file in filter(None, (target if target.endswith(".keras") else "", weights)):
        try:
            archives.check(file)
        except archives.Unsafe as error:
            raise Unusable(f"the file is not safe to read: {error}. Received: {file}") from error
    if target.endswith(".keras"):
        return Loaded(home("keras").load_file(target), "keras", Path(target).name)
    path, names = split_target(target)
    module = load_module(path)
    name = names[0] if names else "build"
    factory = find(module, name)
    try:
        model = factory() if callable(factory) and not is_model(factory) else factory
    except Exception as error:
        raise Theirs(f"{path.name}:{name} raises {type(error).__name__}: {error}") from error
    loaded = Loaded(model, framework_of(model, target), f"{path.name}:{name}", module)
    if weights:
        home(loaded.framework).load_weights(model, weights)
    return loaded


@contextmanager
def exactly(*sides: Any) -> Iterator[None]:
    """Compute in float64 in every framework that the sides use, and as before afterwards."""
    with ExitStack() as stack:
        for framework in dict.fromkeys(f for side in sides for f in used(side)):
            stack.enter_context(home(framework).exactly())
        yield


def used(side: Any) -> list[str]:
    """The frameworks of a target, a model or a factory."""
    if not isinstance(side, str):
        return [f for f in FRAMEWORKS if WORDS[f][0] in sys.modules]
    file = side.partition("@")[0]
    if file.endswith(".keras"):
        return ["keras"]
    path, _ = split_target(file)
    text = path.read_text(encoding="utf-8", errors="replace")
    return [f for f in FRAMEWORKS if any(word in text for word in WORDS[f])] or list(FRAMEWORKS)


def is_model(value: Any) -> bool:
    """Whether a value is a model of any framework that is loaded."""
    return not isinstance(value, type) and any(
        cls.__module__.startswith(("torch.nn", "keras.", "scratch.")) for cls in type(value).__mro__
    )


def framework_of(model: Any, said: str) -> str:
    """Which framework a model belongs to."""
    for cls in type(model).__mro__:
        for start, framework in (
            ("torch.", "pytorch"), ("keras.", "keras"), ("scratch.", "scratch"),
        ):  # fmt: skip
            if cls.__module__.startswith(start):
                return framework
    raise Unusable(
        "The factory must return a torch.nn.Module, a keras.Model or a scratch network. "
        f"Received: {type(model).__name__} from {said}"
    )
