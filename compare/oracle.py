"""The witness outside all three: derivatives that no backward pass was asked for.

- complex step: Im f(x + ih) / h, exact to rounding where the function is analytic
  (Squire and Trapp, "Using Complex Variables to Estimate Derivatives", 1998);
- central differences of fourth order in extended precision elsewhere, away from kinks;
- sympy's symbolic derivative, evaluated with 30 digits, for activations, losses, regularizers.

On small problems every coordinate is tried, on large ones random directions.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from inspect import signature
from typing import Any

import numpy as np

from compare import scratch_room
from compare.concept import Case, Concept, Problem
from compare.trace import Trace
from reference.passing import passed

COORDINATES = 24
DIRECTIONS = 6
COMPLEX_STEP = 1e-40
CENTRAL_STEP = np.longdouble(2.0**-13)
EXTENDED = np.finfo(np.longdouble).eps < 1e-18

Forward = Callable[[Problem], list[np.ndarray]]


def method(concept: Concept, case: Case) -> str:
    """Which numerical witness this case has, or ""."""
    if concept.kind not in ("activation", "loss", "layer", "penalty") or case.nonfinite:
        return ""
    if not case.smooth:
        return ""
    return "complex step" if concept.analytic else "central differences"


def tolerance(method: str) -> float:
    """The scaled tolerance of a witness: what its own error may be."""
    if method == "central differences":
        return 1e-10 if EXTENDED else 1e-6
    return 1e-12


def witness(
    concept: Concept, case: Case, problem: Problem, most: int | None = None
) -> tuple[Trace, Callable[..., Any]]:
    """The numerical derivatives, and what turns a gradient into the same numbers.

    Returns a Trace of grad:<name> and a function (name, gradient) -> array to compare with it:
    the gradient itself on small problems, its products with the directions on large ones. With
    `most`, an array of more elements than that gets so many directions.
    """
    forward = FORWARDS[concept.kind](concept)
    differentiate = complex_step if method(concept, case) == "complex step" else central_difference
    variables = {
        name: value
        for name, value in {**differentiable(concept, problem), **problem.params}.items()
        if value.dtype.kind == "f"
    }
    directions = {name: directions_for(value, most) for name, value in variables.items()}
    trace = {
        f"grad:{label(problem, name)}": np.array(
            [differentiate(forward, problem, name, v) for v in directions[name]]
        )
        for name in variables
    }
    by_label = {f"grad:{label(problem, name)}": directions[name] for name in variables}

    def project(quantity: str, gradient: np.ndarray) -> np.ndarray:
        return np.array([float(np.vdot(v, gradient)) for v in by_label[quantity]])

    return trace, project


def differentiable(concept: Concept, problem: Problem) -> Mapping[str, np.ndarray]:
    """The inputs with respect to which the concept differentiates."""
    if concept.kind == "loss":
        return {"y_pred": problem.inputs["y_pred"]}
    return problem.inputs


def label(problem: Problem, name: str) -> str:
    """The quantity's name: a single input's gradient is grad:input."""
    single = len(problem.inputs) == 1 and name in problem.inputs
    return "input" if single else name


def directions_for(value: np.ndarray, most: int | None = None) -> list[np.ndarray]:
    """Every coordinate where there are few, else fixed random directions."""
    if value.size <= (most or COORDINATES):
        return [unit.reshape(value.shape) for unit in np.eye(value.size)]
    rng = np.random.default_rng(0)
    return [rng.standard_normal(value.shape) for _ in range(most or DIRECTIONS)]


def complex_step(forward: Forward, problem: Problem, name: str, v: np.ndarray) -> float:
    """d L(x + t v) / dt at t = 0, as Im L(x + ihv) / h."""
    ys = forward(moved(problem, name, v * (1j * COMPLEX_STEP), np.complex128))
    total = sum(np.sum(y * problem.upstream(y.shape, i)) for i, y in enumerate(ys))
    return float(np.imag(total) / COMPLEX_STEP)


def central_difference(forward: Forward, problem: Problem, name: str, v: np.ndarray) -> float:
    """d L(x + t v) / dt at t = 0, from four points: error O(h^4)."""

    def loss(t: Any) -> Any:
        ys = forward(moved(problem, name, v.astype(np.longdouble) * t, np.longdouble))
        return sum(np.sum(y * problem.upstream(y.shape, i)) for i, y in enumerate(ys))

    h = CENTRAL_STEP
    return float((8 * (loss(h) - loss(-h)) - (loss(2 * h) - loss(-2 * h))) / (12 * h))


def moved(problem: Problem, name: str, step: np.ndarray, dtype: Any) -> Problem:
    """The problem with everything in `dtype`, and one variable moved by `step`."""

    def convert(values: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
        return {
            key: value.astype(dtype) + (step if key == name else 0)
            if value.dtype.kind == "f"
            else value
            for key, value in values.items()
        }

    return replace(
        problem,
        inputs=convert(problem.inputs),
        params=convert(problem.params),
        state=convert(problem.state),
    )


def function_forward(concept: Concept) -> Forward:
    """y = f(x) for an activation."""
    f = scratch_room.load(concept.family, concept.name, concept.symbol)
    return lambda p: [f(*p.inputs.values(), **p.arguments)]


def loss_forward(concept: Concept) -> Forward:
    """L(y_true, y_pred); its upstream gradient is 1."""
    make = scratch_room.load(concept.family, concept.name, concept.symbol)

    def forward(p: Problem) -> list[np.ndarray]:
        value = make(**p.arguments)(p.inputs["y_true"], p.inputs["y_pred"])
        return [np.asarray(value) / p.upstream((), 0)]

    return forward


def penalty_forward(concept: Concept) -> Forward:
    """λ Σ ...; its upstream gradient is 1."""
    make = scratch_room.load(concept.family, concept.name, concept.symbol)

    def forward(p: Problem) -> list[np.ndarray]:
        return [np.asarray(make(**p.arguments)(*p.inputs.values())) / p.upstream((), 0)]

    return forward


def layer_forward(concept: Concept) -> Forward:
    """All outputs of the layer."""
    make = scratch_room.load(concept.family, concept.name, concept.symbol)

    def forward(p: Problem) -> list[np.ndarray]:
        layer = scratch_room.prepared_layer(make, p)
        xs = passed(layer, p.inputs.values())
        y = layer.forward(*xs, **scratch_room.forward_arguments(p))
        return list(scratch_room.outputs(y).values())

    return forward


FORWARDS = {
    "activation": function_forward,
    "loss": loss_forward,
    "penalty": penalty_forward,
    "layer": layer_forward,
}


def symbolic(concept: Concept, problem: Problem) -> Trace:
    """The derivative of the record's formula by sympy, evaluated with 30 digits.

    An activation's or penalty's formula is in x; a loss's in p (prediction) and t (target), the
    contribution of one element to a mean over all elements.
    """
    import sympy

    x, p, t = sympy.symbols("x p t", real=True)
    names = {"x": x, "p": p, "t": t, **constants(concept, problem)}
    expression = sympy.sympify(concept.formula, locals=names)
    if concept.kind == "loss":
        slope = sympy.lambdify((t, p), sympy.diff(expression, p), "mpmath")
        return {
            "grad:y_pred": elementwise(slope, *loss_arrays(problem)) / problem.inputs["y_pred"].size
        }
    slope = sympy.lambdify(x, sympy.diff(expression, x), "mpmath")
    (values,) = problem.inputs.values()
    gradient = elementwise(slope, values)
    if concept.kind == "activation":
        gradient = gradient * problem.upstream(values.shape)
    return {"grad:input": gradient}


def constants(concept: Concept, problem: Problem) -> dict[str, Any]:
    """The numerical and yes-or-no arguments, which a formula may name, with their defaults."""
    import sympy

    make = scratch_room.load(concept.family, concept.name, concept.symbol)
    defaults = {name: p.default for name, p in signature(make).parameters.items()}
    return {
        name: sympy.sympify(value) if isinstance(value, bool) else sympy.nsimplify(value)
        for name, value in {**defaults, **problem.arguments}.items()
        if isinstance(value, (int, float))
    }


def loss_arrays(problem: Problem) -> tuple[np.ndarray, np.ndarray]:
    """(y_true, y_pred), in the order in which a loss's formula is evaluated."""
    return problem.inputs["y_true"], problem.inputs["y_pred"]


def elementwise(function: Callable[..., Any], *arrays: np.ndarray) -> np.ndarray:
    """`function` of each element, with 30 digits, rounded once."""
    import mpmath

    with mpmath.workdps(30):
        flat = [
            float(mpmath.re(function(*(mpmath.mpf(float(v)) for v in values))))
            for values in zip(*(a.ravel() for a in arrays), strict=True)
        ]
    return np.array(flat).reshape(arrays[-1].shape)
