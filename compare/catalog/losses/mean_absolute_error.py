"""The record of the mean absolute error."""

from functools import partial

from compare.concept import Case, bad, case, concept
from compare.draws import away_from_zero, integers, normal, strided, ties, uniform
from compare.strategies import Choose, axes, cases, random_inputs


def draw_mean_absolute_error(choose: Choose) -> Case:
    """Any two arrays of one shape, no difference near the kink."""
    shape = axes(choose)
    y_true, y_pred = uniform(*shape, high=0.1), away_from_zero(*shape, least=0.2)
    return random_inputs({"y_true": y_true, "y_pred": y_pred}, {})


CONCEPT = concept(
    name="mean_absolute_error",
    family="losses",
    symbol="MeanAbsoluteError",
    title="Mean absolute error",
    summary=(
        "The mean of the absolute differences. Every error pulls with the same force, however "
        "large, so outliers cannot govern it; the best constant prediction is the median."
    ),
    equation=r"L = \frac{1}{N} \sum_i |\hat{y}_i - y_i|",
    source="Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 2009, section 10.6",
    formula="Abs(p - t)",
    analytic=False,
    cases=[
        case("ordinary", y_true=normal(6, 3), y_pred=normal(6, 3)),
        case("one sample", y_true=normal(1, 3), y_pred=normal(1, 3)),
        case("one number", y_true=normal(1, 1), y_pred=normal(1, 1)),
        case("one dimension", y_true=normal(6), y_pred=normal(6)),
        case(
            "image",
            y_true=uniform(2, 4, 4, 3, high=0.1),
            y_pred=away_from_zero(2, 4, 4, 3, least=0.2),
        ),
        case("integer targets", y_true=integers(0, 5, 6, 3), y_pred=normal(6, 3)),
        case("at the kink", y_true=ties(6, 4), y_pred=ties(6, 4), smooth=False),
        case("large values", y_true=normal(6, 3, scale=1e4), y_pred=normal(6, 3, scale=1e4)),
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
    random=partial(cases, draw_mean_absolute_error),
)
