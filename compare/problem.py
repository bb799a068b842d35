"""From a Case to a Problem: every array drawn, parameters included."""

from typing import Any

import numpy as np

from compare import scratch_room
from compare.concept import Case, Concept, Problem
from compare.draws import Draw, normal


def problem_of(concept: Concept, case: Case, dtype: str) -> Problem:
    """The case's numbers in `dtype`. The same case gives the same numbers each time."""
    seed = case.seed
    inputs = {
        name: draw.array(seed + i, dtype) for i, (name, draw) in enumerate(case.inputs.items())
    }
    params, state = parameters(concept, case, inputs, dtype)
    return Problem(
        arguments=case.arguments,
        inputs=inputs,
        call=drawn(case.call, seed + 200, dtype),
        params=params,
        state=state,
        masks=drawn(case.masks, seed + 300, dtype),
        training=case.training,
        dtype=dtype,
        seed=seed,
    )


def drawn(value: Any, seed: int, dtype: str) -> Any:
    """`value` with every Draw in it replaced by its array."""
    if isinstance(value, Draw):
        return value.array(seed, dtype)
    if isinstance(value, (tuple, list)):
        return type(value)(drawn(v, seed + i, dtype) for i, v in enumerate(value))
    if isinstance(value, dict):
        return {k: drawn(v, seed + i, dtype) for i, (k, v) in enumerate(value.items())}
    return value


Arrays = dict[str, np.ndarray]


def parameters(concept: Concept, case: Case, inputs: Arrays, dtype: str) -> tuple[Arrays, Arrays]:
    """Initial parameters and state: the case's own Draws, else normal of deviation 0.5.

    Names and shapes are those that the scratch layer builds; a variance is kept positive.
    """
    given = {
        name: draw.array(case.seed + 100 + i, dtype)
        for i, (name, draw) in enumerate(case.params.items())
    }
    if concept.kind != "layer":
        return given, {}
    layer = scratch_room.load(concept.family, concept.name, concept.symbol)(**case.arguments)
    shapes = [x.shape for x in inputs.values()]
    layer.build(shapes[0] if len(shapes) == 1 else shapes, rng=0)

    def values(kept: Arrays, offset: int) -> Arrays:
        found = {}
        for i, (name, array) in enumerate(kept.items()):
            draw = normal(*array.shape, scale=0.5)
            value = given.get(name, draw.array(case.seed + offset + i, dtype))
            found[name] = np.abs(value) + np.asarray(0.5, dtype) if "variance" in name else value
        return found

    return values(layer.params, 100), values(layer.state, 150)
