"""The record of the mean squared error."""

from functools import partial

from compare.concept import Case, bad, case, concept
from compare.draws import normal, strided
from compare.strategies import Choose, axes, cases, random_inputs


def draw_mean_squared_error(choose: Choose) -> Case:
    """Any two arrays of one shape."""
    shape = axes(choose)
    return random_inputs({"y_true": normal(*shape), "y_pred": normal(*shape)}, {})


CONCEPT = concept(
    name="mean_squared_error",
    family="losses",
    symbol="MeanSquaredError",
    title="Mean squared error",
    summary=(
        "The mean of the squared differences. Twice the error costs four times as much, so a few "
        "outliers can govern it; its gradient is linear in the error."
    ),
    equation=r"L = \frac{1}{N} \sum_i (\hat{y}_i - y_i)^2",
    source="Goodfellow, Bengio, Courville, Deep Learning, 2016, section 5.1.4",
    formula="(p - t)**2",
    cases=[
        case("ordinary", y_true=normal(6, 3), y_pred=normal(6, 3)),
        case("one sample", y_true=normal(1, 3), y_pred=normal(1, 3)),
        case("one number", y_true=normal(1, 1), y_pred=normal(1, 1)),
        case("one dimension", y_true=normal(6), y_pred=normal(6)),
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
    ],
    random=partial(cases, draw_mean_squared_error),
)
