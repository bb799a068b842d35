"""The record of the F1 score."""

from compare.catalog.metrics.precision import CONCEPT as PRECISION
from compare.concept import Difference, concept

CONCEPT = concept(
    name="f1_score",
    family="metrics",
    symbol="f1_score",
    title="F1 score",
    summary=(
        "The harmonic mean of precision and recall: near the smaller of the two, so that neither "
        "can be bought with the other."
    ),
    equation=r"F_1 = \frac{2 P R}{P + R} = \frac{2\,TP}{2\,TP + FP + FN}",
    source="van Rijsbergen, Information Retrieval, 1979, chapter 7",
    cases=PRECISION.cases,
    bad=PRECISION.bad,
    differences=[
        Difference(
            "denominators",
            "no such metric",
            "keras.metrics.F1Score adds 1e-7 to each",
            "take 2 P R / (P + R) from keras.metrics.Precision and Recall",
        ),
    ],
)
