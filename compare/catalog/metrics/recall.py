"""The record of recall."""

from compare.catalog.metrics.precision import CONCEPT as PRECISION
from compare.concept import concept

CONCEPT = concept(
    name="recall",
    family="metrics",
    symbol="recall",
    title="Recall",
    summary=(
        "Of what belongs to a class, how much was found. It says nothing of false alarms: a model "
        "that answers with one class only has a recall of one for it."
    ),
    equation=r"R = \frac{TP}{TP + FN}",
    source="van Rijsbergen, Information Retrieval, 1979, chapter 7",
    cases=PRECISION.cases,
    bad=PRECISION.bad,
)
