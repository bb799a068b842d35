"""The diagnosis: which differences, tried one or two at a time, explain what was observed.

A Reading is one run of somebody's code, seen in one way: which array is which. `explain` looks
for the cheapest set of Choices under which the model gives the same outputs and gradients; what
is left is tried as a transformation of the result (a factor, a transpose, a sum not taken).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from compare.validation.choice import Choice, cost, subsets
from compare.validation.measure import NEAR, fitted, numbers, residual, worst
from compare.validation.tape import Node, Tape
from compare.validation.transforms import Transformed, transformed

Model = Callable[[Tape, dict[str, Node]], dict[str, Node]]


@dataclass
class Reading:
    """One run of the user's code, in one interpretation.

    Attributes:
        leaves: name -> array, what the model takes, in the user's layout.
        outputs: name -> array that the user's code gave.
        upstream: name of an output -> dL/d(output) that was passed to the backward pass.
        gradients: leaf -> the arrays that may be its gradient, the likeliest first.
        model: from leaves to outputs, in the user's layout.
        says: the interpretation, in words; the unusual parts of it are conventions.
        price: how unusual it is.
        factors: value -> words, for factors that this case makes likely.
    """

    leaves: Mapping[str, np.ndarray]
    outputs: Mapping[str, np.ndarray]
    upstream: Mapping[str, np.ndarray]
    gradients: Mapping[str, list[tuple[str, np.ndarray]]]
    model: Model
    says: list[str] = field(default_factory=list)
    price: int = 0
    factors: Mapping[float, str] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Explanation:
    """What explains a Reading, and how well.

    Attributes:
        chosen: the Choices that are on.
        changes: quantity -> what was done to the model's result to give the user's.
        before, after: scaled residuals, the greatest of all quantities.
        where: the quantity that is wrong and its worst element.
        complete: nothing is left unexplained.
        compared: the quantities that were compared.
    """

    reading: Reading
    chosen: tuple[Choice, ...] = ()
    changes: dict[str, Transformed] = field(default_factory=dict)
    before: float = 0.0
    after: float = 0.0
    where: str = ""
    complete: bool = False
    compared: list[str] = field(default_factory=list)
    output_wrong: bool = False

    @property
    def faults(self) -> list[str]:
        """What is wrong, in words."""
        return [c.says for c in self.chosen if c.fault] + [
            t.says for t in self.changes.values() if t.fault
        ]

    @property
    def right(self) -> bool:
        """Everything agrees, in some convention."""
        return self.complete and not self.faults

    @property
    def price(self) -> float:
        """Lower is likelier."""
        return (
            cost(self.chosen)
            + 10 * sum(t.fault for t in self.changes.values())
            + self.reading.price
            + (0 if self.complete else 1000 + (1000 if self.output_wrong else 0))
            + (500 if np.isinf(self.before) and not self.complete else 0)
        )


def simulate(reading: Reading, on: Iterable[Choice], backward: bool = True) -> Any:
    """(outputs, gradients, unsummed gradients) of the model with these choices."""
    tape = Tape(c.key for c in on)
    leaves = {name: Node(tape, value) for name, value in reading.leaves.items()}
    with np.errstate(all="ignore"):
        outputs = reading.model(tape, leaves)
        if backward and reading.upstream:
            tape.backward(
                (outputs[name], g.reshape(outputs[name].shape))
                for name, g in reading.upstream.items()
            )
    return (
        {name: node.value for name, node in outputs.items()},
        {name: node.grad for name, node in leaves.items()},
        {name: node.unsummed for name, node in leaves.items()},
    )


def explain(
    reading: Reading, choices: Sequence[Choice], faults: int = 2, most: int = 3
) -> Explanation:
    """The cheapest explanation with so many faults, and so many choices in all, at most."""
    forward = [c for c in choices if not c.backward]
    base, _, _ = simulate(reading, (), backward=False)
    before = output_residual(reading, base)
    found: tuple[Choice, ...] | None = None
    best: tuple[float, tuple[Choice, ...]] = (before, ())
    for chosen in subsets(forward, faults, most):
        if found is not None:
            break
        outputs = attempt(reading, chosen)
        left = np.inf if outputs is None else output_residual(reading, outputs)
        if left <= NEAR:
            found = chosen
        elif left < best[0]:
            best = (left, chosen)
    if found is None:
        name = next(iter(reading.outputs))
        return Explanation(
            reading,
            best[1] if best[0] < 0.1 * before else (),
            before=before,
            after=best[0],
            where=f"output: {worst(reading.outputs[name], base[name])}",
            output_wrong=True,
            compared=list(reading.outputs),
        )
    result = Explanation(
        reading, found, complete=True, before=before, compared=list(reading.outputs)
    )
    if any(c.fault for c in found):
        name = max(reading.outputs, key=lambda n: residual(reading.outputs[n], base[n]))
        result.where = f"output: {worst(reading.outputs[name], base[name])}"
    given = {name: c for name, c in reading.gradients.items() if c}
    if reading.upstream and given:
        explain_gradients(reading, result, [c for c in choices if c.backward], given)
    return result


def attempt(reading: Reading, chosen: tuple[Choice, ...]) -> Any:
    """The outputs with these choices, or None where they cannot be together."""
    try:
        return simulate(reading, chosen, backward=False)[0]
    except (ValueError, IndexError, KeyError, TypeError):
        return None


def output_residual(reading: Reading, outputs: Mapping[str, np.ndarray]) -> float:
    """The greatest residual of the outputs."""
    return max(residual(a, outputs[name]) for name, a in reading.outputs.items())


Candidates = Mapping[str, list[tuple[str, np.ndarray]]]


def explain_gradients(
    reading: Reading, result: Explanation, edits: Sequence[Choice], given: Candidates
) -> None:
    """Add to `result` what explains the gradients."""
    result.compared += [f"grad:{name}" for name in given]
    sets = [(e,) for e in edits] + [(a, b) for k, a in enumerate(edits) for b in edits[k + 1 :]]
    options = []
    left, _ = compare_gradients(reading, result.chosen, given)
    sound = tuple(c for c in result.chosen if not c.fault)
    if not left or (sound != result.chosen and not compare_gradients(reading, sound, given)[0]):
        return
    true = simulate(reading, result.chosen)
    result.before = max(left.values())
    place = max(left, key=lambda n: left[n])
    candidate = nearest(given[place], true[1][place])
    result.where = f"grad:{place} ({candidate[0]}): {worst(candidate[1], true[1][place])}"
    for n, extra in enumerate(((), *sets)):
        if len(extra) == 2 and n == len(edits) + 1:
            changes, complete = changed(reading, result.chosen, given)
            if complete:
                result.changes = changes
                return
        try:
            remaining, after = compare_gradients(reading, (*result.chosen, *extra), given)
        except (ValueError, IndexError, KeyError):
            continue
        options.append((len(remaining), len(extra), n, extra, after))
        if not remaining:
            break
    options.sort(key=lambda o: (o[0] > 0, o[1], o[0], o[2]))
    if options[0][0] == 0 and len(options[0][3]) == 1:
        result.chosen = (*result.chosen, *options[0][3])
        result.after = options[0][4]
        return
    if options[0][0] == 0:
        result.chosen = (*result.chosen, *options[0][3])
        result.after = options[0][4]
        return
    singles = sorted((o for o in options if o[1] <= 1), key=lambda o: (o[0], o[1], o[2]))
    for _, _, _, extra, after in singles[:6]:
        changes, complete = changed(reading, (*result.chosen, *extra), given)
        if complete:
            result.chosen, result.changes, result.after = (*result.chosen, *extra), changes, after
            return
    fewest = singles[0]
    if fewest[0] < len(left):
        result.chosen = (*result.chosen, *fewest[3])
    result.changes, _ = changed(reading, result.chosen, given)
    result.complete = False
    result.after = fewest[4]


def compare_gradients(
    reading: Reading, chosen: tuple[Choice, ...], given: Candidates
) -> tuple[dict[str, float], float]:
    """Leaf -> residual for those that do not agree, and the greatest residual of all."""
    _, gradients, _ = simulate(reading, chosen)
    sizes = {n: float(np.max(np.abs(g), initial=0)) for n, g in gradients.items()}
    most = max(sizes.values(), default=0)
    found = {}
    for name, candidates in given.items():
        tiny = sizes[name] <= 1e-12 * most
        scale = most if tiny else None
        found[name] = min(residual(a, gradients[name], scale) for _, a in candidates)
    wrong = {name: r for name, r in found.items() if r > NEAR}
    return wrong, max(found.values(), default=0)


def nearest(candidates: list[tuple[str, np.ndarray]], g: np.ndarray) -> tuple[str, np.ndarray]:
    """The candidate closest to g; the first where none has its shape."""
    return min(candidates, key=lambda c: residual(c[1], g))


def changed(
    reading: Reading, chosen: tuple[Choice, ...], given: Candidates
) -> tuple[dict[str, Transformed], bool]:
    """What turns the model's gradients into the user's, quantity by quantity."""
    _, gradients, unsummed = simulate(reading, chosen)
    changes: dict[str, Transformed] = {}
    complete = True
    for name, candidates in given.items():
        _path, array = nearest(candidates, gradients[name])
        if residual(array, gradients[name]) <= NEAR:
            continue
        found = transformed(name, numbers(array), gradients[name], unsummed[name], reading.factors)
        if found:
            changes[name] = found
        else:
            complete = False
    return same_factor(changes, given), complete


def same_factor(changes: dict[str, Transformed], given: Candidates) -> dict[str, Transformed]:
    """One factor on all parameters' gradients, 1/N, is a convention: the mean taken inside."""
    parameters = [name for name in given if not name.startswith("input")]
    inside = {round(changes[n].factor, 9) for n in parameters if n in changes}
    if (
        len(inside) == 1
        and all(n in changes for n in parameters)
        and not any(n.startswith("input") for n in changes)
        and all(changes[n].mean for n in parameters)
        and len(parameters) > 1
    ):
        for n in parameters:
            changes[n] = Transformed(
                "1/m, the mean over the batch, is taken inside the layer", "", fault=False
            )
    return changes


def shape_of(value: Any) -> tuple[int, ...]:
    """The shape of a value that may be no array."""
    array = numbers(value)
    return () if array is None else array.shape


__all__ = ["Choice", "Explanation", "Model", "Reading", "explain", "fitted"]
