"""The record of SELU."""

from functools import partial

from compare.concept import Difference, bad, case, concept
from compare.draws import away_from_zero, full, given, normal, strided, ties
from compare.strategies import cases, random_activation

NEAR_ZERO = {"keras": (1e-4, "TensorFlow takes e^x - 1, which loses digits near 0")}

CONCEPT = concept(
    name="selu",
    family="activations",
    symbol="selu",
    title="SELU",
    summary=(
        "An ELU with two constants chosen so that, from layer to layer, mean 0 and variance 1 are "
        "kept without any normalization."
    ),
    equation=(
        r"y = \lambda \begin{cases} x & x > 0 \\ \alpha (e^x - 1) & x \le 0 \end{cases}"
        r", \quad \lambda \approx 1.0507, \alpha \approx 1.6733"
    ),
    source="Klambauer, Unterthiner, Mayr, Hochreiter, Self-Normalizing Neural Networks, 2017",
    formula=(
        "1.0507009873554804934193349852946"
        " * Piecewise((x, x > 0), (1.6732632423543772848170429916717 * (exp(x) - 1), True))"
    ),
    cases=[
        case("ordinary", x=away_from_zero(5, 7)),
        case("Keras's own function", x=away_from_zero(5, 7), symbols={"keras": "own"}),
        case("one element", x=normal(1)),
        case("image", x=away_from_zero(2, 5, 5, 3)),
        case("at the kink", x=ties(6, 4), smooth=False),
        case("all zeros", x=full(0, 3, 4), smooth=False),
        case("saturated", x=given([[-1e30, -1000.0, -50.0, 0.5, 50.0, 1000.0]])),
        case("huge", x=given([[-1e30, 1e30]])),
        case("tiny", x=given([[-1e-30, -1e-8, 1e-8, 1e-30, 1.0]])),
        case("near zero", x=normal(5, 7, scale=2.0**-10), allowed=NEAR_ZERO),
        case("not contiguous", x=strided(away_from_zero(4, 6))),
    ],
    bad=[bad("text", says="`x` must be an array of numbers", raises=TypeError, x=given(["a"]))],
    differences=[
        Difference(
            "negative x near 0",
            "e^x - 1 to the last digit",
            "cancels: at -1e-4 in float32 off by 2e-4 of the value",
            "keras.ops.expm1",
        ),
        Difference("derivative at 0", "λα = 1.758", "λ = 1.051", "λ · keras.activations.elu(x, α)"),
    ],
    random=partial(cases, random_activation),
)
