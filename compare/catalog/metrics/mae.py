"""The record of the mean absolute error as a metric."""

from compare.concept import bad, case, concept
from compare.draws import normal, strided

CONCEPT = concept(
    name="mae",
    family="metrics",
    symbol="mae",
    title="Mean absolute error (metric)",
    summary=("How far off a prediction is on average, in the unit of what is predicted."),
    equation=r"\frac{1}{N} \sum_i |\hat{y}_i - y_i|",
    source="Willmott and Matsuura, Advantages of the mean absolute error, 2005",
    cases=[
        case("ordinary", y_true=normal(6, 3), y_pred=normal(6, 3)),
        case("one dimension", y_true=normal(6), y_pred=normal(6)),
        case("one number", y_true=normal(1), y_pred=normal(1)),
        case("image", y_true=normal(2, 4, 4, 3), y_pred=normal(2, 4, 4, 3)),
        case("large values", y_true=normal(6, 3, scale=1e6), y_pred=normal(6, 3, scale=1e6)),
        case("not contiguous", y_true=strided(normal(6, 3)), y_pred=strided(normal(6, 3))),
    ],
    bad=[
        bad(
            "shapes that would broadcast",
            says="`y_true` must be of the shape of y_pred",
            y_true=normal(6),
            y_pred=normal(6, 1),
        ),
        bad(
            "nothing",
            says="`y_pred` must be an array of at least one element",
            y_true=normal(0),
            y_pred=normal(0),
        ),
    ],
)
