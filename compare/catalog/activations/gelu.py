"""The record of GELU."""

from functools import partial

from compare.concept import Case, Difference, bad, case, concept
from compare.draws import full, given, normal, strided
from compare.strategies import Choose, cases, one_of, random_activation

ROUNDED = {"keras": (1e-7, "Keras rounds the constants √2 and 0.044715 to float32")}


def draw_gelu(choose: Choose) -> Case:
    """Any numbers, in either form."""
    return random_activation(choose, approximate=one_of(choose, False, True))


CONCEPT = concept(
    name="gelu",
    family="activations",
    symbol="gelu",
    title="GELU",
    summary=(
        "Each input counts as much as a standard normal number is likely to lie below it: a smooth "
        "ReLU, usual in transformers. An approximation by tanh is in use as well."
    ),
    equation=r"y = x \Phi(x) = \frac{x}{2} \left(1 + \mathrm{erf} \frac{x}{\sqrt{2}}\right)",
    source="Hendrycks and Gimpel, Gaussian Error Linear Units (GELUs), 2016",
    formula=(
        "x / 2 * (1 + Piecewise("
        "(tanh(sqrt(2 / pi) * (x + 44715 * x**3 / 1000000)), approximate), "
        "(erf(x / sqrt(2)), True)))"
    ),
    cases=[
        case("ordinary", x=normal(5, 7)),
        case("approximate", x=normal(5, 7), approximate=True),
        case("Keras's own function", x=normal(5, 7), symbols={"keras": "own"}, allowed=ROUNDED),
        case(
            "Keras's own approximation",
            x=normal(5, 7),
            approximate=True,
            symbols={"keras": "own"},
            allowed=ROUNDED,
        ),
        case("one element", x=normal(1)),
        case("image", x=normal(2, 5, 5, 3)),
        case("wide", x=normal(6, 8, scale=4)),
        case("wide, approximate", x=normal(6, 8, scale=4), approximate=True),
        case("all zeros", x=full(0, 3, 4)),
        case("saturated", x=given([[-1000.0, -50.0, 0.5, 50.0, 1000.0]])),
        case("saturated, approximate", x=given([[-1e4, -50.0, 0.5, 50.0, 1e4]]), approximate=True),
        case("huge", x=given([[-1e30, 1e30]])),
        case("tiny", x=given([[-1e-30, -1e-8, 1e-8, 1e-30]])),
        case("not contiguous", x=strided(normal(4, 6))),
    ],
    bad=[
        bad("text", says="`x` must be an array of numbers", raises=TypeError, x=given(["a"])),
        bad(
            "PyTorch's name of the approximation",
            says="`approximate` must be True or False",
            raises=TypeError,
            x=normal(3),
            approximate="tanh",
        ),
    ],
    differences=[
        Difference("argument", 'approximate="none"', "approximate=False", "rename"),
        Difference("default of keras.ops.gelu", "erf", "tanh", "approximate=False"),
        Difference(
            "constants in float64",
            "exact",
            "rounded to float32",
            "build it from keras.ops.erf or tanh and Python floats",
        ),
        Difference(
            "approximation of ±1e30 in float32",
            "right",
            "the gradient is NaN: x² overflows",
            "clip x inside the tanh, as scratch does",
        ),
    ],
    random=partial(cases, draw_gelu),
)
