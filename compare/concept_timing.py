"""How long each concept takes in each room: one pass forward and back, on a batch of some size.

The case that is timed is the first ordinary one of the concept's record, its inputs repeated until
they are a batch. That the three compute the same is what `check` shows; here is only the time.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from importlib import import_module
from typing import Any

import numpy as np

from compare import catalog, timing
from compare.concept import ROOMS, Case, Concept, Problem
from compare.problem import problem_of
from compare.scratch_stepper import STEPPERS
from compare.timing import Race
from compare.timing_process import Contender, Worker, WorkerError, watch

ELEMENTS = 1 << 16
"""So many numbers the repeated inputs have about."""
ROUNDS = 5
PHASE = "concept"
HOST = "xor"
"""The workload whose race carries the concepts: small, and always there."""
MODULES = {
    "scratch": "compare.scratch_stepper",
    "pytorch": "reference.pytorch.stepper",
    "keras": "reference.keras.stepper",
}


def timed(concept: Concept) -> Case | None:
    """The case that is timed, or None where the concept has no pass forward and back."""
    if concept.kind not in STEPPERS:
        return None
    ordinary = (
        case
        for case in concept.cases
        if set(case.rooms) == set(ROOMS)
        and not (case.masks or case.call or case.nonfinite or case.symbols or case.observe)
    )
    return next(ordinary, None)


def enlarged(problem: Problem) -> Problem:
    """The problem with its inputs repeated along the batch."""
    size = max(x.size for x in problem.inputs.values())
    times = max(1, ELEMENTS // max(size, 1))

    def repeated(x: np.ndarray) -> np.ndarray:
        return np.concatenate([x] * times) if x.ndim else x

    inputs: Mapping[str, np.ndarray] = {n: repeated(x) for n, x in problem.inputs.items()}
    return replace(problem, inputs=inputs)


def step_of(room: str, name: str) -> Callable[[], object]:
    """What is timed of the concept in `room`."""
    concept = catalog.get(name)
    case = timed(concept)
    if case is None:
        raise ValueError(f"`name` must be a concept with a pass to time. Received: {name}")
    problem = enlarged(problem_of(concept, case, "float32"))
    stepper = import_module(MODULES[room]).stepper
    made: Callable[[], object] = stepper(
        concept.kind, concept.family, concept.name, concept.symbol, problem
    )
    return made


def concept_timing(
    names: Iterable[str] = (),
    implementations: Iterable[str] = ROOMS,
    rounds: int = ROUNDS,
    progress: Callable[[int, int, str], None] = lambda *_: None,
    *,
    start: Callable[..., Worker] = Worker,
    watch: timing.Watch = watch,
) -> list[dict[str, Any]]:
    """The rows of results.json's concept_timing: one a concept and implementation.

    PyTorch runs eagerly, Keras compiled, scratch plain: as a reader would use a single layer.

    Arguments:
        names: of concepts; all that can be timed without any.
    """
    chosen = [catalog.get(name) for name in names] or list(catalog.concepts().values())
    chosen = [concept for concept in chosen if timed(concept)]
    asked = {"scratch", *implementations}
    modes = {"scratch": "default", "pytorch": "default", "keras": "fastest"}
    contenders = [Contender(HOST, room, modes[room]) for room in ROOMS if room in asked]
    rows: list[dict[str, Any]] = []
    with Race(contenders, start, watch, lambda what: None) as race:
        race.slice_seconds = timing.SHORT_SLICE_SECONDS
        race.line_up()
        for done, concept in enumerate(chosen, start=1):
            rows += one(race, concept, rounds)
            progress(done, len(chosen), concept.name)
    return rows


def one(race: Race, concept: Concept, rounds: int) -> list[dict[str, Any]]:
    """The rows of one concept; where someone cannot take the step, only why, and no times."""
    away = {}
    for entry in race.running:
        entry.turns = {}
        try:
            entry.ask("concept", name=concept.name)
        except WorkerError as error:
            away[entry.contender.implementation] = str(error)
    case = timed(concept)
    assert case
    about = {"concept": concept.name, "case": case.name}
    if not away:
        race.run(PHASE, rounds)
        return [{**about, **row} for row in race.rows(PHASE)]
    return [
        {**about, "implementation": room, "median_ms": None, "verdict": "failed", "message": why}
        for room, why in away.items()
    ]
