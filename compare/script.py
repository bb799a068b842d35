"""A wrong case as a script to paste: all its numbers as literals, and an assertion that fails.

Where scratch is in question, the script builds the scratch layer (loss, activation, penalty) step
by step; where a framework is, it runs that room. One quantity is then compared with the numbers
that it should be; a run that failed is left to fail again.
"""

import sys
from dataclasses import replace
from typing import Any

import numpy as np

from compare import oracle, rooms
from compare.agreement import Finding
from compare.check import consensus
from compare.concept import ROOMS, Case, Concept, Problem
from compare.problem import problem_of
from compare.scratch_room import load

IMPORTS = {
    "scratch": "from compare import scratch_room as room",
    "pytorch": "from reference.pytorch import room",
    "keras": "from reference.keras import room",
}


def script(concept: Concept, case: Case, wrong: list[Finding]) -> str:
    """A script that fails as long as the most telling of the `wrong` findings stands."""
    ours = [f for f in wrong if (f.odd_one_out or f.left) == "scratch"]
    finding = (ours or wrong)[0]
    problem = numbers(concept, case, finding.dtype)
    ran = finding.quantity != "*"
    if ours and ran and concept.kind in STEPS:
        lines = in_scratch(concept, finding, problem)
    else:
        lines = in_room(concept, case, finding, problem)
    lines = [title(concept, finding), "", "from numpy import array, inf, nan", "", *lines]
    return "\n".join([*lines, *(judged(concept, case, finding) if ran else []), ""])


def title(concept: Concept, finding: Finding) -> str:
    """The script's docstring: what is wrong."""
    sides = f"{finding.left} against {finding.right}" if finding.right else finding.left
    quantity = "" if finding.quantity == "*" else f"{finding.quantity} of "
    return f'"""{concept.name} in {finding.dtype}: {quantity}{sides}."""'


def numbers(concept: Concept, case: Case, dtype: str) -> Problem:
    """The case's Problem; without parameters where not even the scratch layer can be built."""
    try:
        return problem_of(concept, case, dtype)
    except Exception:  # noqa: BLE001 - a broken scratch layer may raise anything
        return problem_of(replace(concept, family="plain functions"), case, dtype)


def in_room(concept: Concept, case: Case, finding: Finding, problem: Problem) -> list[str]:
    """The lines that run the side in question as the harness does, and find the quantity."""
    room = finding.odd_one_out or finding.left
    symbol = case.symbols.get(room, concept.symbol)
    where = ", ".join(repr(w) for w in (concept.kind, concept.family, concept.name, symbol))
    run, also = f"trace = room.run({where}, problem)", []
    if finding.quantity != "*":
        run += f"\n\nfound = trace[{finding.quantity!r}]"
        also = ["from compare.agreement import closeness"]
    elif finding.right:  # the witness itself failed
        run = f"oracle.witness(catalog.get({concept.name!r}), Case(''), problem)"
        also = ["from compare import catalog, oracle", "from compare.concept import Case"]
    needed = [*also, "from compare.concept import Problem", IMPORTS[room]]
    fields = [f"    {name}={literal(value)}," for name, value in vars(problem).items()]
    return [*needed, "", "problem = Problem(", *fields, ")", run]


def in_scratch(concept: Concept, finding: Finding, problem: Problem) -> list[str]:
    """The lines that run scratch step by step, and find the quantity."""
    steps = STEPS[concept.kind](concept, problem)
    return [
        "from compare.agreement import closeness",
        f"from scratch.{concept.family}.{concept.name} import {concept.symbol}",
        "",
        *(f"{name} = {literal(value)}" for name, value in problem.inputs.items()),
        "",
        *steps,
        "",
        f"found = {place(concept, finding.quantity, problem)}",
    ]


def judged(concept: Concept, case: Case, finding: Finding) -> list[str]:
    """The lines that compare what was found with what it should be."""
    expected, scale = expectation(concept, case, finding)
    within = {"tolerance": finding.tolerance, "scale": scale}
    within["elementwise"] = finding.right in ROOMS and scale is None and case.tolerance is None
    return [
        f"expected = {literal(expected)}",
        f"assert found.dtype == {finding.dtype!r}, found.dtype",
        f"result = closeness(found.astype(expected.dtype), expected, {keywords(within)})",
        "assert result.agrees, result.message",
    ]


def expectation(concept: Concept, case: Case, finding: Finding) -> tuple[np.ndarray, float | None]:
    """The other side's numbers, and the scale of errors where it is not their own size."""
    quantity = finding.quantity
    truth = "float64" if finding.right == "float64" else finding.dtype
    problem = problem_of(concept, case, truth)
    traces = {r: rooms.run(r, concept, problem) for r in case.rooms if not rooms.why_absent(r)}
    scaled_by = case.zero_in_theory.get(quantity)
    scale = float(np.max(np.abs(traces["scratch"][scaled_by]))) if scaled_by else None
    if finding.right in ROOMS:
        other = finding.left if finding.odd_one_out == finding.right else finding.right
        return traces[other][quantity], scale
    if finding.right == "float64":
        agreed = consensus([trace[quantity] for trace in traces.values() if quantity in trace])
        assert agreed is not None
        return agreed, scale
    if finding.right == "sympy":
        return oracle.symbolic(concept, problem)[quantity], scale
    derivatives, _ = oracle.witness(concept, case, problem, sys.maxsize)
    return derivatives[quantity].reshape(traces["scratch"][quantity].shape), scale


def layer_steps(concept: Concept, problem: Problem) -> list[str]:
    """The lines that build a layer and run it both ways."""
    names, shapes = list(problem.inputs), [x.shape for x in problem.inputs.values()]
    takes_list = load(concept.family, concept.name, concept.symbol).takes_list
    passed = f"[{', '.join(names)}]" if takes_list else ", ".join(names)
    shapes_of_dy = [y.shape for y in outputs(concept, problem)]
    dys = [literal(problem.upstream(shape, i)) for i, shape in enumerate(shapes_of_dy)]
    kept = {"params": problem.params, "state": problem.state}
    return [
        f"layer = {concept.symbol}({keywords(problem.arguments)})",
        f"layer.build({shapes[0] if len(shapes) == 1 else shapes}, rng=0)",
        *(f"layer.{which}.update({literal(values)})" for which, values in kept.items() if values),
        *([f"layer.mask = {literal(problem.masks)}"] if problem.masks is not None else []),
        f"y = layer.forward({passed}, {keywords({'training': problem.training, **problem.call})})",
        f"dx = layer.backward({', '.join(dys)})",
    ]


def outputs(concept: Concept, problem: Problem) -> list[np.ndarray]:
    """What scratch gives, one output after another."""
    trace = rooms.run("scratch", concept, problem)
    return [y for name, y in trace.items() if name.split(":")[0] == "output"]


def activation_steps(concept: Concept, problem: Problem) -> list[str]:
    """The lines that run an activation both ways."""
    (y,), (name,), f = outputs(concept, problem), problem.inputs, concept.symbol
    dy = literal(problem.upstream(y.shape))
    arguments = "".join(f", {k}={literal(v)}" for k, v in problem.arguments.items())
    return [f"y = {f}({name}{arguments})", f"dx = {f}.backward({dy}, {name}, y{arguments})"]


def loss_steps(concept: Concept, problem: Problem) -> list[str]:
    """The lines that run a loss both ways."""
    loss = f"loss = {concept.symbol}({keywords(problem.arguments)})"
    return [loss, "y = loss(y_true, y_pred)", "dx = loss.backward()"]


def penalty_steps(concept: Concept, problem: Problem) -> list[str]:
    """The lines that run a penalty both ways."""
    (name,) = problem.inputs
    penalty = f"penalty = {concept.symbol}({keywords(problem.arguments)})"
    return [penalty, f"y = array(penalty({name}), {name}.dtype)", f"dx = penalty.gradient({name})"]


STEPS = {
    "layer": layer_steps,
    "activation": activation_steps,
    "loss": loss_steps,
    "penalty": penalty_steps,
}


def place(concept: Concept, quantity: str, problem: Problem) -> str:
    """Where the lines of a kind's steps leave a quantity."""
    which, _, name = quantity.partition(":")
    if which == "state":
        return f"layer.state[{name!r}]"
    if name in problem.params:
        return f"layer.grads[{name!r}]"
    if which == "output":
        return f"y[{name or 0}]" if len(outputs(concept, problem)) > 1 else "y"
    several = concept.kind == "layer" and len(problem.inputs) > 1
    return f"dx[{list(problem.inputs).index(name)}]" if several else "dx"


def keywords(values: Any) -> str:
    """units=4, use_bias=True from a dict of these."""
    return ", ".join(f"{name}={literal(value)}" for name, value in values.items())


def literal(value: Any) -> str:
    """`value` as Python source, every array to its last digit.

    >>> literal({"kernel": np.array([0.1, 2.0])})
    "{'kernel': array([0.1, 2. ], 'float64')}"
    """
    if isinstance(value, np.ndarray):
        written = np.array2string(
            value, 96, separator=", ", threshold=sys.maxsize, floatmode="unique"
        )
        return f"array({written}, {value.dtype.name!r})"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {literal(v)}" for key, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        inside = ", ".join(literal(v) for v in value)
        comma = "," if len(value) == 1 else ""
        return f"[{inside}]" if isinstance(value, list) else f"({inside}{comma})"
    return repr(value)
