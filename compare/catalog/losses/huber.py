"""The record of the Huber loss."""

from functools import partial

from compare.concept import Case, Difference, bad, case, concept
from compare.draws import normal, strided, ties
from compare.strategies import Choose, axes, cases, one_of, random_inputs


def draw_huber(choose: Choose) -> Case:
    """Any two arrays of one shape, any delta."""
    shape = axes(choose)
    delta = one_of(choose, 1.0, 0.1, 0.5, 8.0)
    return random_inputs({"y_true": normal(*shape), "y_pred": normal(*shape)}, {"delta": delta})


CONCEPT = concept(
    name="huber",
    family="losses",
    symbol="Huber",
    title="Huber loss",
    summary=(
        "Squared for small differences, absolute for large ones: smooth at zero like the one, "
        "unmoved by outliers like the other. delta says where the two meet."
    ),
    equation=(
        r"L = \frac{1}{N} \sum_i \begin{cases} \frac{1}{2} d_i^2 & |d_i| \le \delta \\"
        r" \delta |d_i| - \frac{1}{2} \delta^2 & |d_i| > \delta \end{cases},"
        r" \quad d = \hat{y} - y"
    ),
    source="Huber, Robust Estimation of a Location Parameter, 1964",
    formula=(
        "Piecewise(((p - t)**2/2, Abs(p - t) <= delta), (delta*Abs(p - t) - delta**2/2, True))"
    ),
    cases=[
        case("ordinary", y_true=normal(6, 3), y_pred=normal(6, 3)),
        case("one sample", y_true=normal(1, 3), y_pred=normal(1, 3)),
        case("one number", y_true=normal(1, 1), y_pred=normal(1, 1)),
        case("one dimension", y_true=normal(6), y_pred=normal(6)),
        case("image", y_true=normal(2, 4, 4, 3), y_pred=normal(2, 4, 4, 3)),
        case("narrow", y_true=normal(6, 3), y_pred=normal(6, 3), delta=0.1),
        case("wide", y_true=normal(6, 3), y_pred=normal(6, 3), delta=8.0),
        case("at delta and at zero", y_true=ties(6, 4), y_pred=ties(6, 4), smooth=False),
        case("large values", y_true=normal(6, 3, scale=1e6), y_pred=normal(6, 3, scale=1e6)),
        case("not contiguous", y_true=strided(normal(6, 3)), y_pred=strided(normal(6, 3))),
    ],
    bad=[
        bad(
            "zero delta",
            says="`delta` must be a finite number > 0",
            delta=0.0,
            y_true=normal(6, 3),
            y_pred=normal(6, 3),
        ),
        bad(
            "text delta",
            says="`delta`",
            raises=TypeError,
            delta="1",
            y_true=normal(6, 3),
            y_pred=normal(6, 3),
        ),
        bad(
            "shapes that would broadcast",
            says="`y_true` must be of the shape of y_pred",
            y_true=normal(6),
            y_pred=normal(6, 1),
        ),
    ],
    differences=[
        Difference(
            "a second function",
            "smooth_l1_loss divides the loss by its beta",
            "none",
            "torch.nn.functional.huber_loss",
        ),
    ],
    random=partial(cases, draw_huber),
)
