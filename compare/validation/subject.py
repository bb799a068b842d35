"""What somebody handed over: a class, an object or functions, with the text they stand in."""

import inspect
import re
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from compare.validation.calling import parameters
from compare.validation.names import BACKWARD, partner, plain


class Theirs(Exception):
    """The user's own code raised: shown as theirs."""


class Unusable(Exception):
    """Nothing can be said about such input: the message says what to give."""


@dataclass
class Subject:
    """The things to judge.

    Attributes:
        forward: a class, an object, or a function.
        backward: the function with the derivative, where it stands apart.
        module: where they were found, or None.
        make: how an instance is built, in place of finding it out.
        named_params, named_grads: names that the user gave as options.
        says: what was assumed before anything ran.
        seed: what inputs are drawn from.
    """

    forward: Any
    backward: Any = None
    module: ModuleType | None = None
    make: Any = None
    named_params: dict[str, str] = field(default_factory=dict)
    named_grads: dict[str, str] = field(default_factory=dict)
    says: list[str] = field(default_factory=list)
    seed: int = 0

    @property
    def is_class(self) -> bool:
        """Whether instances have to be built."""
        return isinstance(self.forward, type)

    @property
    def is_function(self) -> bool:
        """Whether it is a plain function."""
        return inspect.isroutine(self.forward) or inspect.isfunction(self.forward)

    @property
    def name(self) -> str:
        """What it is called."""
        return getattr(self.forward, "__name__", type(self.forward).__name__)

    @property
    def own_text(self) -> str:
        """The source of the objects themselves, and what the module's docstring says."""
        said = HEADER.sub("", getattr(self.module, "__doc__", "") or "")
        return "\n".join([said, *(source(thing) for thing in (self.forward, self.backward))])

    @property
    def text(self) -> str:
        """The source with its comments, or "": only layouts are looked for in it."""
        found = [source(thing) for thing in (self.module, self.forward, self.backward)]
        return "\n".join(HEADER.sub("", text) for text in found)


def source(thing: Any) -> str:
    """The source text of a thing, else its docstring, else ""."""
    try:
        return inspect.getsource(thing)
    except (OSError, TypeError):
        return (getattr(thing, "__doc__", "") or "") if thing is not None else ""


HEADER = re.compile(r"^(?:like|object|verdict|cause|note): .*$", re.MULTILINE)
"""Lines of a planted fault's docstring: what the answer should be is not read."""

BATCH = r"(?:n|m|b|batch\w*|n_?samples|samples|num_samples|n_?examples|examples|rows|tokens)"
ROWS = re.compile(
    rf"\(\s*{BATCH}\s*,\s*[^()]*\)|one row (?:per|for each)|rows? (?:is|are|per) (?:a |one )?sample"
    r"|batch[- ]first|rows? of samples|per row",
    re.IGNORECASE,
)
COLUMNS = re.compile(
    rf"\(\s*(?:[a-z_]+\w*\s*,\s*)+{BATCH}\s*\)|per column|in columns|columns? (?:is|are) "
    r"(?:a |one )?(?:sample|example)|samples? (?:is|are|as|in) (?:a )?columns?|features[- ]first",
    re.IGNORECASE,
)


def layout_hint(text: str) -> str:
    """What the comments and docstrings say: "rows", "columns" or ""."""
    words = " ".join(prose(text))
    if COLUMNS.search(words):
        return "columns"
    return "rows" if ROWS.search(words) else ""


def prose(text: str) -> list[str]:
    """Docstrings and comments of a source text."""
    return re.findall(r'"""(.*?)"""', text, re.DOTALL) + re.findall(r"#(.*)", text)


def subject_of(objects: list[Any], module: ModuleType | None, make: Any = None) -> Subject:
    """A Subject of one object or of a pair; a function's partner is looked for in its module."""
    first = objects[0]
    second = objects[1] if len(objects) > 1 else None
    if second is not None and is_derivative(first) and not is_derivative(second):
        first, second = second, first
    found = Subject(first, second, module, make)
    if second is None and found.is_function and module is not None:
        name = partner(found.name, module)
        if name and inspect.isfunction(getattr(module, name)):
            found.backward = getattr(module, name)
            found.says.append(f"{name} is taken for the derivative of {found.name}")
    return found


def is_derivative(thing: Any) -> bool:
    """Whether a function is named as a derivative."""
    name = plain(getattr(thing, "__name__", ""))
    return any(name.endswith(plain(w)) or name.startswith(plain(w)) for w in BACKWARD if len(w) > 4)


def derivative_flag(function: Any) -> str | None:
    """The parameter that asks for the derivative: sigmoid(x, derivative=True)."""
    for p in parameters(function):
        if plain(p.name) in ("derivative", "deriv", "der", "prime", "grad", "gradient", "derive"):
            return p.name
    return None
