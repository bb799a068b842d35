"""The record of the coefficient of determination."""

from compare.concept import Difference, bad, case, concept
from compare.draws import given, normal, strided

CONCEPT = concept(
    name="r2",
    family="metrics",
    symbol="r2",
    title="Coefficient of determination (R²)",
    summary=(
        "How much of the variation of the targets the predictions account for: 1 is perfect, 0 is "
        "no better than always answering the mean, and below 0 is worse."
    ),
    equation=r"R^2 = 1 - \frac{\sum_i (y_i - \hat{y}_i)^2}{\sum_i (y_i - \bar{y})^2}",
    source="Wright, Correlation and Causation, 1921",
    cases=[
        case("ordinary", y_true=normal(6, 3), y_pred=normal(6, 3)),
        case("one dimension", y_true=normal(6), y_pred=normal(6)),
        case("large values", y_true=normal(6, 3, scale=1e6), y_pred=normal(6, 3, scale=1e6)),
        case("not contiguous", y_true=strided(normal(6, 3)), y_pred=strided(normal(6, 3))),
        case("far from zero", y_true=normal(40, shift=1000.0), y_pred=normal(40, shift=1000.0)),
        case("constant target", y_true=given([2.0, 2.0, 2.0]), y_pred=given([1.0, 2.0, 3.0])),
        case("constant and exact", y_true=given([2.0, 2.0]), y_pred=given([2.0, 2.0])),
        case("exact", y_true=given([1.0, 2.0, 4.0]), y_pred=given([1.0, 2.0, 4.0])),
    ],
    bad=[
        bad(
            "shapes that would broadcast",
            says="`y_true` must be of the shape of y_pred",
            y_true=normal(6),
            y_pred=normal(6, 1),
        ),
        bad("one sample", says="with at least 2 samples", y_true=normal(1), y_pred=normal(1)),
    ],
    differences=[
        Difference(
            "total sum of squares",
            "no such metric",
            "Σ y² - (Σ y)²/N, which cancels where the mean is large; a constant target gives NaN",
            "take targets and predictions relative to the mean of the targets first",
        ),
    ],
)
