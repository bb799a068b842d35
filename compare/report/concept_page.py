"""A concept's own page: what it is, the equation, three times the code, and what was measured."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from compare import catalog
from compare.bad_input import answer
from compare.concept import Bad, Concept
from compare.report.code import listings, mathml
from compare.report.figures import Figure
from compare.report.strip import strips
from compare.report.summary import ConceptSummary


@dataclass(frozen=True)
class Pages:
    """What lies beside index.html, so that nothing links to a page that is not there.

    Attributes:
        concepts, workloads: those that have a page of their own.
        details: whether index.html itself has every case of every concept.
    """

    concepts: tuple[str, ...] = ()
    workloads: tuple[str, ...] = ()
    details: bool = True


def shown(summaries: list[ConceptSummary]) -> tuple[str, ...]:
    """The concepts that get a page: those that were compared, and that the catalogue knows."""
    known = catalog.concepts()
    return tuple(s.name for s in summaries if s.name in known)


def context(
    name: str,
    agreement: Mapping[str, ConceptSummary],
    oracle: Mapping[str, ConceptSummary],
    defaults: list[dict[str, Any]],
    pictures: list[Figure],
    times: list[dict[str, Any]],
) -> dict[str, Any]:
    """What the template concept.html shows of the concept `name`."""
    record, own = catalog.concepts()[name], agreement[name]
    names = list(agreement)
    at = names.index(name)
    return {
        "concept": record,
        "equation": mathml(record.equation),
        "own": own,
        "witness": oracle.get(name),
        "strips": strips(own.compared),
        "witness_strips": strips(oracle[name].compared) if name in oracle else [],
        "listings": listings(record.family, record.name),
        "defaults": [row for row in defaults if row["subject"] == name],
        "answers": [(bad.name, call(record, bad), answer(record, bad)) for bad in record.bad],
        "pictures": pictures,
        "times": [row for row in times if row["concept"] == name],
        "earlier": names[at - 1] if at else None,
        "later": names[at + 1] if at + 1 < len(names) else None,
    }


def call(record: Concept, bad: Bad) -> str:
    """The call that is refused, with shapes in the arrays' places."""
    inputs = [f"{name} {draw.array(0, 'float64').shape}" for name, draw in bad.inputs.items()]
    said = [f"{name}={value!r}" for name, value in {**bad.arguments, **bad.call}.items()]
    short = [text if len(text) < 60 else f"{text[:57]}..." for text in said]
    return f"{record.symbol}: {', '.join([*inputs, *short])}"
