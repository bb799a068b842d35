"""The record of ELU."""

from functools import partial

from compare.concept import Case, Difference, bad, case, concept
from compare.draws import away_from_zero, full, given, normal, strided, ties
from compare.strategies import Choose, cases, one_of, random_activation

NEAR_ZERO = {"keras": (1e-4, "TensorFlow takes e^x - 1, which loses digits near 0")}


def draw_elu(choose: Choose) -> Case:
    """Any numbers, any alpha."""
    return random_activation(choose, alpha=one_of(choose, 1.0, 0.0, 0.5, 1.3))


CONCEPT = concept(
    name="elu",
    family="activations",
    symbol="elu",
    title="ELU",
    summary=(
        "Passes what is positive; what is negative decays smoothly towards -alpha, so that mean "
        "activations stay closer to zero than those of ReLU."
    ),
    equation=r"y = \begin{cases} x & x > 0 \\ \alpha (e^x - 1) & x \le 0 \end{cases}",
    source=(
        "Clevert, Unterthiner, Hochreiter, Fast and Accurate Deep Network Learning by Exponential "
        "Linear Units, 2016"
    ),
    formula="Piecewise((x, x > 0), (alpha * (exp(x) - 1), True))",
    cases=[
        case("ordinary", x=away_from_zero(5, 7)),
        case("half alpha", x=away_from_zero(5, 7), alpha=0.5),
        case("alpha that is no float32", x=away_from_zero(5, 7), alpha=1.3),
        case("alpha zero", x=away_from_zero(5, 7), alpha=0),
        case("one element", x=normal(1)),
        case("image", x=away_from_zero(2, 5, 5, 3)),
        case("at the kink", x=ties(6, 4), alpha=0.5, smooth=False),
        case("all zeros", x=full(0, 3, 4), smooth=False),
        case("saturated", x=given([[-1e30, -1000.0, -50.0, 0.5, 50.0, 1000.0]])),
        case("huge", x=given([[-1e30, 1e30]])),
        case("tiny", x=given([[-1e-30, -1e-8, 1e-8, 1e-30, 1.0]])),
        case("near zero", x=normal(5, 7, scale=2.0**-10), allowed=NEAR_ZERO),
        case("not contiguous", x=strided(away_from_zero(4, 6))),
    ],
    bad=[
        bad("text", says="`x` must be an array of numbers", raises=TypeError, x=given(["a"])),
        bad(
            "negative alpha",
            says="`alpha` must be a finite number >= 0",
            x=normal(3),
            alpha=-1.0,
        ),
        bad(
            "text alpha",
            says="`alpha` must be a finite number >= 0",
            raises=TypeError,
            x=normal(3),
            alpha="1",
        ),
    ],
    differences=[
        Difference(
            "negative x near 0",
            "e^x - 1 to the last digit",
            "cancels: at -1e-4 in float32 off by 2e-4 of the value",
            "keras.ops.expm1",
        ),
    ],
    random=partial(cases, draw_elu),
)
