"""The record of leaky ReLU."""

from functools import partial

from compare.concept import Case, Difference, bad, case, concept
from compare.draws import away_from_zero, full, given, normal, strided, ties
from compare.strategies import Choose, cases, one_of, random_activation

ROUNDED = {"keras": (1e-7, "Keras rounds the slope 0.2 to float32")}


def draw_leaky_relu(choose: Choose) -> Case:
    """Any numbers; a slope that float32 holds exactly, since Keras rounds it to float32."""
    return random_activation(choose, negative_slope=one_of(choose, 0.25, 0.0, 0.5, 1.0))


CONCEPT = concept(
    name="leaky_relu",
    family="activations",
    symbol="leaky_relu",
    title="Leaky ReLU",
    summary=(
        "Passes what is positive and lets a small part of the rest through, so that a unit whose "
        "inputs are all negative still learns."
    ),
    equation=r"y = \begin{cases} x & x > 0 \\ \alpha x & x \le 0 \end{cases}",
    source=(
        "Maas, Hannun, Ng, Rectifier Nonlinearities Improve Neural Network Acoustic Models, 2013"
    ),
    formula="Piecewise((x, x > 0), (negative_slope * x, True))",
    cases=[
        case("ordinary", x=away_from_zero(5, 7), negative_slope=0.25),
        case("default slope", x=away_from_zero(5, 7), allowed=ROUNDED),
        case("slope zero", x=away_from_zero(5, 7), negative_slope=0),
        case("slope one", x=away_from_zero(5, 7), negative_slope=1),
        case("one element", x=normal(1), negative_slope=0.25),
        case("image", x=away_from_zero(2, 5, 5, 3), negative_slope=0.125),
        case("at the kink", x=ties(6, 4), negative_slope=0.25, smooth=False),
        case("all zeros", x=full(0, 3, 4), negative_slope=0.25, smooth=False),
        case("huge", x=given([[-1e30, -1e4, 1e4, 1e30]]), negative_slope=0.25),
        case("tiny", x=given([[-1e-30, -1e-8, 1e-8, 1e-30]]), negative_slope=0.25),
        case("not contiguous", x=strided(away_from_zero(4, 6)), negative_slope=0.25),
    ],
    bad=[
        bad("text", says="`x` must be an array of numbers", raises=TypeError, x=given(["a"])),
        bad(
            "negative slope below zero",
            says="`negative_slope` must be a finite number >= 0",
            x=normal(3),
            negative_slope=-0.1,
        ),
        bad(
            "text slope",
            says="`negative_slope` must be a finite number >= 0",
            raises=TypeError,
            x=normal(3),
            negative_slope="0.2",
        ),
    ],
    differences=[
        Difference("default slope", "0.01", "0.2, the layer 0.3", "pass the slope"),
        Difference(
            "slope in float64",
            "exact",
            "rounded to float32: 0.2 is off by 3e-9",
            "a slope that is a float32, such as 0.25",
        ),
    ],
    random=partial(cases, draw_leaky_relu),
)
