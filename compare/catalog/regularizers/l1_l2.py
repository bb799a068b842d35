"""The record of the L1 and L2 penalty."""

from functools import partial

from compare.concept import Case, Difference, bad, case, concept
from compare.draws import away_from_zero, full, strided, ties
from compare.strategies import Choose, axes, cases, one_of, random_inputs

FACTOR = (2.0**-24, "Keras rounds the factor to float32, an error of up to 2**-24 of it")


def draw_l1_l2(choose: Choose) -> Case:
    """Any weights; factors that float32 holds exactly, since Keras rounds them to float32."""
    arguments = {name: one_of(choose, 0.25, 0.0, 0.125, 1.5) for name in ("l1", "l2")}
    return random_inputs({"w": away_from_zero(*axes(choose))}, arguments)


CONCEPT = concept(
    name="l1_l2",
    family="regularizers",
    symbol="L1L2",
    title="L1 and L2 penalty (elastic net)",
    summary=(
        "The sum of both penalties: the one makes weights exactly zero, the other keeps weights "
        "that belong together near each other."
    ),
    equation=r"R = \lambda_1 \sum_i |w_i| + \lambda_2 \sum_i w_i^2",
    source="Zou and Hastie, Regularization and Variable Selection via the Elastic Net, 2005",
    formula="l1 * Abs(x) + l2 * x**2",
    analytic=False,
    cases=[
        case("ordinary", w=away_from_zero(5, 4), l1=0.25, l2=0.5),
        case("one weight", w=away_from_zero(1), l1=0.25, l2=0.5),
        case("l1 alone", w=away_from_zero(5, 4), l1=0.25),
        case("l2 alone", w=away_from_zero(5, 4), l2=0.5),
        case("neither", w=away_from_zero(5, 4)),
        case("convolution kernel", w=away_from_zero(3, 3, 2, 4), l1=0.125, l2=0.25),
        case("all zeros", w=full(0, 3, 4), l1=0.25, l2=0.5, smooth=False),
        case("some zeros", w=ties(5, 4), l1=0.25, l2=0.5, smooth=False),
        case("not contiguous", w=strided(away_from_zero(4, 6)), l1=0.25, l2=0.5),
        case("decimal factors", w=away_from_zero(5, 4), l1=0.1, l2=0.3, allowed={"keras": FACTOR}),
    ],
    bad=[
        bad("negative l1", says="`l1` must be a finite number >= 0", l1=-1.0, w=full(1, 3)),
        bad("negative l2", says="`l2` must be a finite number >= 0", l2=-1.0, w=full(1, 3)),
        bad("text", says="`l2` must be a finite", raises=TypeError, l2="0.1", w=full(1, 3)),
    ],
    differences=[
        Difference(
            "where it is",
            "nowhere",
            "an argument of the layer",
            "a term of the loss in all three",
        ),
        Difference(
            "a decimal factor in float64",
            "exact",
            "rounded to float32: 0.1 becomes 0.1 + 1.5e-9",
            "a factor that float32 holds exactly, such as 0.125",
        ),
    ],
    random=partial(cases, draw_l1_l2),
)
