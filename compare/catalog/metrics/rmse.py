"""The record of the root mean squared error."""

from compare.concept import bad, case, concept
from compare.draws import normal, strided

CONCEPT = concept(
    name="rmse",
    family="metrics",
    symbol="rmse",
    title="Root mean squared error",
    summary=(
        "The root of the mean squared error: an error in the unit of what is predicted, in which "
        "large ones weigh more than in the mean absolute error."
    ),
    equation=r"\sqrt{\frac{1}{N} \sum_i (\hat{y}_i - y_i)^2}",
    source="Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 2009",
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
