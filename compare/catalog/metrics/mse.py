"""The record of the mean squared error as a metric."""

from compare.concept import bad, case, concept
from compare.draws import normal, strided

CONCEPT = concept(
    name="mse",
    family="metrics",
    symbol="mse",
    title="Mean squared error (metric)",
    summary=("The mean of the squared errors: the same number as the loss, read after training."),
    equation=r"\frac{1}{N} \sum_i (\hat{y}_i - y_i)^2",
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
