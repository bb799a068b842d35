"""The record of the L2 penalty."""

from functools import partial

from compare.concept import Case, Difference, bad, case, concept
from compare.draws import full, normal, strided
from compare.strategies import Choose, axes, cases, one_of, random_inputs

FACTOR = (2.0**-24, "Keras rounds the factor to float32, an error of up to 2**-24 of it")


def draw_l2(choose: Choose) -> Case:
    """Any weights; a factor that float32 holds exactly, since Keras rounds it to float32."""
    factor = one_of(choose, 0.25, 0.0, 0.125, 1.5)
    return random_inputs({"w": normal(*axes(choose))}, {"l2": factor})


CONCEPT = concept(
    name="l2",
    family="regularizers",
    symbol="L2",
    title="L2 penalty (ridge)",
    summary=(
        "Adds the sum of the squared weights to the loss. Each step then shrinks every weight in "
        "proportion to its size, so that large weights need a reason."
    ),
    equation=r"R = \lambda \sum_i w_i^2",
    source="Hoerl and Kennard, Ridge Regression, 1970",
    formula="l2 * x**2",
    cases=[
        case("ordinary", w=normal(5, 4), l2=0.25),
        case("one weight", w=normal(1), l2=0.5),
        case("all zeros", w=full(0, 3, 4), l2=0.25),
        case("convolution kernel", w=normal(3, 3, 2, 4), l2=0.125),
        case("not contiguous", w=strided(normal(4, 6)), l2=0.25),
        case("decimal factor", w=normal(5, 4), l2=0.1, allowed={"keras": FACTOR}),
    ],
    bad=[bad("negative", says="`l2` must be a finite number >= 0", l2=-1.0, w=normal(3, 3))],
    differences=[
        Difference(
            "where it is",
            "the optimizer's weight_decay, which is 2 l2",
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
    random=partial(cases, draw_l2),
)
