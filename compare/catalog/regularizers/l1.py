"""The record of the L1 penalty."""

from functools import partial

from compare.concept import Case, Difference, bad, case, concept
from compare.draws import away_from_zero, full, strided, ties
from compare.strategies import Choose, axes, cases, one_of, random_inputs

FACTOR = (2.0**-24, "Keras rounds the factor to float32, an error of up to 2**-24 of it")


def draw_l1(choose: Choose) -> Case:
    """Any weights; a factor that float32 holds exactly, since Keras rounds it to float32."""
    factor = one_of(choose, 0.25, 0.0, 0.125, 1.5)
    return random_inputs({"w": away_from_zero(*axes(choose))}, {"l1": factor})


CONCEPT = concept(
    name="l1",
    family="regularizers",
    symbol="L1",
    title="L1 penalty (lasso)",
    summary=(
        "Adds the sum of the absolute weights to the loss. It pulls every weight towards zero with "
        "the same force, so that those which do not earn their keep become exactly zero."
    ),
    equation=r"R = \lambda \sum_i |w_i|",
    source="Tibshirani, Regression Shrinkage and Selection via the Lasso, 1996",
    formula="l1 * Abs(x)",
    analytic=False,
    cases=[
        case("ordinary", w=away_from_zero(5, 4), l1=0.25),
        case("one weight", w=away_from_zero(1), l1=0.5),
        case("convolution kernel", w=away_from_zero(3, 3, 2, 4), l1=0.125),
        case("no penalty", w=away_from_zero(5, 4), l1=0.0),
        case("all zeros", w=full(0, 3, 4), l1=0.25, smooth=False),
        case("some zeros", w=ties(5, 4), l1=0.25, smooth=False),
        case("not contiguous", w=strided(away_from_zero(4, 6)), l1=0.25),
        case("decimal factor", w=away_from_zero(5, 4), l1=0.1, allowed={"keras": FACTOR}),
    ],
    bad=[
        bad("negative", says="`l1` must be a finite number >= 0", l1=-1.0, w=full(1, 3)),
        bad("text", says="`l1` must be a finite", raises=TypeError, l1="0.1", w=full(1, 3)),
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
    random=partial(cases, draw_l1),
)
