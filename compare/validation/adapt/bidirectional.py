"""Bidirectional layers: two sets of recurrent weights in one object."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import numpy as np

from compare.validation.adapt.gates import Assignment, assignments
from compare.validation.adapt.observation import Encounter, Observation, gradients_of
from compare.validation.adapt.reading import factors
from compare.validation.adapt.recurrent import VOCABULARY, Attempt, onward, sequence_place
from compare.validation.adapt.watch import watch
from compare.validation.hypotheses import Reading
from compare.validation.models import bidirectional as models
from compare.validation.models.recurrent import GATES
from compare.validation.subject import Subject
from compare.validation.tape import Node, Tape

LAYOUTS = ("batch, time, features", "time, batch, features", "one sequence (time, features)")


def ways(
    subject: Subject, size: tuple[int, ...], seed: int, warm: bool
) -> list[Callable[[], Attempt]]:
    """Every layout of the sequence."""
    return [partial(attempt, subject, size, seed, warm, layout) for layout in LAYOUTS]


def attempt(subject: Subject, size: tuple[int, ...], seed: int, warm: bool, layout: str) -> Attempt:
    """One observation and its readings. size = (n, t, d, u)."""
    n, steps, d, u = size
    n = 1 if layout.startswith("one") else n
    rng = np.random.default_rng(seed)
    place = sequence_place(layout)
    x = place.inward(rng.standard_normal((n, steps, d)))
    sizes: dict[str, Any] = {"in": d, "units": u, "out": u + 3, "steps": steps, "batch": n}
    encounter = Encounter(subject, sizes, VOCABULARY, ("in", "units"), ("in", "units"), seed=seed)
    others = [{"input": rng.standard_normal(x.shape)}] if warm else []
    late = {"kernel": np.zeros(1)}  # A wrapper may make its weights in a first call.
    seen = watch(encounter, {"input": x}, late, ("input",), warm=others)
    return seen, list(read(seen, (n, steps, d, u), layout))


def halves(params: Mapping[str, np.ndarray]) -> Iterator[tuple[list[str], list[str]]]:
    """The weights of both directions: by their names, else one after the other, else in turn."""
    ways_ = list(params)
    back = [w for w in ways_ if re.search(r"bwd|backward|back|rev|_b\b|_b['_\]]|right", w.lower())]
    ahead = [w for w in ways_ if w not in back]
    half = len(ways_) // 2
    options = [(ahead, back), (ways_[:half], ways_[half:]), (ways_[::2], ways_[1::2])]
    for k, option in enumerate(options):
        if len(option[0]) == len(option[1]) and option not in options[:k]:
            yield option


def read(seen: Observation, size: tuple[int, ...], layout: str) -> Iterator[Reading]:
    """Each kind of cell, each assignment of the weights to both directions."""
    n, steps, d, u = size
    if not seen.returned:
        return
    whole = seen.returned[0].size in (n * steps * u, n * steps * 2 * u)
    for ahead, back in halves(seen.params):
        for kind in GATES:
            first = assignments({w: seen.params[w] for w in ahead}, kind, d, u)
            second = assignments({w: seen.params[w] for w in back}, kind, d, u)
            for pair in zip(first, second):
                yield reading(seen, size, layout, kind, pair, whole)


def reading(
    seen: Observation,
    size: tuple[int, ...],
    layout: str,
    kind: str,
    pair: tuple[Assignment, Assignment],
    whole: bool,
) -> Reading:
    """The Reading of one assignment."""
    n, steps, d, _u = size
    place = sequence_place(layout)
    ways_ = {"input": "input"}
    for side, assigned in zip(("f", "b"), pair):
        ways_ |= {f"{side} {leaf}": way for leaf, way in assigned.ways.items()}
    leaves = {"input": seen.given["input"]}
    leaves |= {leaf: seen.params[way] for leaf, way in ways_.items() if leaf != "input"}

    def model(t: Tape, given: dict[str, Node]) -> dict[str, Node]:
        x = place.sequence_node(given["input"], (n, steps, d))
        f, b = (
            assigned.canonical({leaf: given[f"{side} {leaf}"] for leaf in assigned.ways})
            for side, assigned in zip(("f", "b"), pair)
        )
        y = models.model(t, x, f, b, kind, whole)
        return {"output": onward(y, place.axes) if whole else y}

    shapes = {k: v.shape for k, v in leaves.items()}
    usual = layout == LAYOUTS[0]
    return Reading(
        leaves,
        {"output": seen.returned[0]},
        {"output": seen.upstream[0]} if seen.upstream else {},
        gradients_of(seen, ways_, shapes) if seen.found else {},
        model,
        [*([] if usual else [layout]), f"two layers of {kind}", *pair[0].says],
        pair[0].price + (not usual),
        factors(n, seen.learning_rate, seen.obj),
    )
