"""The record of the logistic sigmoid."""

from functools import partial

from compare.concept import bad, case, concept
from compare.draws import full, given, normal, strided
from compare.strategies import cases, random_activation

CONCEPT = concept(
    name="sigmoid",
    family="activations",
    symbol="sigmoid",
    title="Sigmoid",
    summary=(
        "Squashes any number into (0, 1), so that it can be read as a probability. It is flat at "
        "both ends: there its gradient all but vanishes."
    ),
    equation=r"y = \frac{1}{1 + e^{-x}}",
    source="Rumelhart, Hinton, Williams, Learning representations by back-propagating errors, 1986",
    formula="1 / (1 + exp(-x))",
    cases=[
        case("ordinary", x=normal(5, 7)),
        case("one element", x=normal(1)),
        case("wide", x=normal(6, 8, scale=8)),
        case("all zeros", x=full(0, 3, 4)),
        case("saturated", x=given([[-1000.0, -50.0, 0.5, 50.0, 1000.0]])),
        case("tiny", x=given([[-1e-30, -1e-8, 1e-8, 1e-30]])),
        case("not contiguous", x=strided(normal(4, 6))),
    ],
    bad=[bad("text", says="`x` must be an array of numbers", raises=TypeError, x=given(["a"]))],
    random=partial(cases, random_activation),
)
