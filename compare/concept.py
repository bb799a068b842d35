"""Concept and Case: what the catalogue's records are made of, and nothing else.

A record says what a concept is and on what it is tried. From it come the rows of `check`, the
tests, the concept's page and its line in `list`. The three implementations are not named in it:
they are found by family and name, one file in each room.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from zlib import crc32

import numpy as np

from compare.draws import Draw, normal

ROOMS = ("scratch", "pytorch", "keras")
"""The three implementations, in the order in which they are shown."""

KINDS = {
    "activations": "activation",
    "losses": "loss",
    "layers": "layer",
    "initializers": "initializer",
    "optimizers": "optimizer",
    "regularizers": "penalty",
}
"""How a family's concepts are run. Every other family holds plain functions."""


@dataclass(frozen=True)
class Problem:
    """A Case with its numbers: all that an implementation needs to leave a Trace.

    Attributes:
        arguments: of the constructor (or of the function itself).
        inputs: what is differentiated with respect to, in the order in which it is passed.
        call: what else the call takes (mask, attention_mask, ...); never differentiated.
        params: initial parameters in the canonical layout, under their canonical names.
        state: initial state (moving_mean, ...), likewise.
        masks: dropout masks set from outside, or None.
        training: whether the layer is in training mode.
        dtype: "float32" or "float64".
        seed: what `upstream` is drawn from.
    """

    arguments: Mapping[str, Any]
    inputs: Mapping[str, np.ndarray]
    call: Mapping[str, Any]
    params: Mapping[str, np.ndarray]
    state: Mapping[str, np.ndarray]
    masks: Any
    training: bool
    dtype: str
    seed: int

    def upstream(self, shape: tuple[int, ...], index: int = 0) -> np.ndarray:
        """dL/dy for output number `index`: the same numbers in every implementation."""
        return normal(*shape).array(self.seed + 1000 + index, self.dtype)


@dataclass(frozen=True)
class Case:
    """One set of arguments and inputs on which a concept is tried.

    Attributes:
        name: what is special about it, in a few words.
        arguments, inputs, call, masks, training: as in Problem, with a Draw for each array.
        params: Draws for parameters whose values matter; the others are drawn normal.
        rooms: the implementations that take part; `because` says why one is left out.
        zero_in_theory: quantity -> the quantity at whose scale its rounding noise is judged.
        allowed: room -> (scaled tolerance, reason), where a room is known to round.
        symbols: room -> what its file defines and this case runs in place of the concept's symbol:
            the framework's own function beside the aligned one.
        nonfinite: the mathematics itself is infinite or undefined somewhere.
        smooth: no kink is near, so that a witness may differentiate numerically.
        observe: applied to every Trace before it is compared (quantiles of random draws).
        tolerance: (scaled tolerance, reason) where the claim is statistical, else None.
    """

    name: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    inputs: Mapping[str, Draw] = field(default_factory=dict)
    call: Mapping[str, Any] = field(default_factory=dict)
    masks: Any = None
    training: bool = False
    params: Mapping[str, Draw] = field(default_factory=dict)
    rooms: tuple[str, ...] = ROOMS
    because: str = ""
    zero_in_theory: Mapping[str, str] = field(default_factory=dict)
    allowed: Mapping[str, tuple[float, str]] = field(default_factory=dict)
    symbols: Mapping[str, str] = field(default_factory=dict)
    nonfinite: bool = False
    smooth: bool = True
    observe: Callable[[dict[str, np.ndarray]], dict[str, np.ndarray]] | None = None
    tolerance: tuple[float, str] | None = None

    @property
    def seed(self) -> int:
        """A seed that depends on the case's name alone, so that a case keeps its numbers."""
        return crc32(self.name.encode()) % 100_000

    def but(self, **changes: Any) -> "Case":
        """The same case, with some attributes changed."""
        return replace(self, **changes)


SETTINGS = {f for f in Case.__dataclass_fields__ if f not in ("name", "arguments", "inputs")}


def case(name: str = "ordinary", **given: Any) -> Case:
    """A Case in one line: Case's own attributes are settings, Draws are inputs, the rest arguments.

    >>> from compare.draws import normal
    >>> case("one sample", x=normal(1, 3), units=4).arguments
    {'units': 4}
    """
    settings = {key: value for key, value in given.items() if key in SETTINGS}
    inputs = {k: v for k, v in given.items() if isinstance(v, Draw) and k not in settings}
    arguments = {k: v for k, v in given.items() if k not in inputs and k not in settings}
    return Case(name, arguments, inputs, **settings)


@dataclass(frozen=True)
class Bad:
    """An error input: what is wrong, which exception it raises, which words its message has."""

    name: str
    says: str
    raises: type[Exception]
    arguments: Mapping[str, Any]
    inputs: Mapping[str, Draw]
    call: Mapping[str, Any]


def bad(
    name: str,
    *,
    says: str,
    raises: type[Exception] = ValueError,
    call: Mapping[str, Any] | None = None,
    **given: Any,
) -> Bad:
    """A Bad in one line; Draws are inputs, the rest arguments."""
    inputs = {key: value for key, value in given.items() if isinstance(value, Draw)}
    arguments = {key: value for key, value in given.items() if key not in inputs}
    return Bad(name, says, raises, arguments, inputs, call or {})


@dataclass(frozen=True)
class Difference:
    """Where PyTorch and Keras part by default, and what aligns them."""

    what: str
    pytorch: str
    keras: str
    align: str


@dataclass(frozen=True)
class Concept:
    """One concept: what it is, where it comes from, and on what it is tried.

    Attributes:
        name: the file's name in every room.
        family: the folder's name in every room.
        symbol: what the files define: a class or a function.
        title, summary, equation (LaTeX), source: what the reader is told.
        cases, bad, differences: see Case, Bad, Difference.
        formula: a sympy expression in x (activations, regularizers) or in p, t (losses): the
            element's contribution, for the symbolic witness; "" where there is none.
        analytic: complex numbers may pass through it, so that the complex step is a witness.
        random: a Hypothesis strategy of Cases, or None.
    """

    name: str
    family: str
    symbol: str
    title: str
    summary: str
    equation: str
    source: str
    cases: tuple[Case, ...]
    bad: tuple[Bad, ...] = ()
    differences: tuple[Difference, ...] = ()
    formula: str = ""
    analytic: bool = True
    random: Callable[[], Any] | None = None

    @property
    def kind(self) -> str:
        """How it is run: activation, loss, layer, initializer, optimizer, penalty or function."""
        return KINDS.get(self.family, "function")


def concept(*, cases: Sequence[Case], bad: Sequence[Bad] = (), **fields: Any) -> Concept:
    """A Concept, after checking that no two of its cases have one name."""
    names = [c.name for c in cases]
    repeated = {name for name in names if names.count(name) > 1}
    if repeated or not cases:
        raise ValueError(
            f"`cases` must be a non-empty list of cases of different names. Received: {names}"
        )
    fields["differences"] = tuple(fields.get("differences", ()))
    return Concept(cases=tuple(cases), bad=tuple(bad), **fields)
