"""The record of tanh."""

from functools import partial

from compare.concept import bad, case, concept
from compare.draws import full, given, normal, strided
from compare.strategies import cases, random_activation

CONCEPT = concept(
    name="tanh",
    family="activations",
    symbol="tanh",
    title="Tanh",
    summary=(
        "Squashes any number into (-1, 1). Unlike the sigmoid it is centred at zero and has slope "
        "1 there; it is as flat at both ends."
    ),
    equation=r"y = \frac{e^x - e^{-x}}{e^x + e^{-x}}",
    source="LeCun, Generalization and Network Design Strategies, 1989",
    formula="tanh(x)",
    cases=[
        case("ordinary", x=normal(5, 7)),
        case("one element", x=normal(1)),
        case("image", x=normal(2, 5, 5, 3)),
        case("wide", x=normal(6, 8, scale=8)),
        case("all zeros", x=full(0, 3, 4)),
        case("saturated", x=given([[-1000.0, -50.0, 0.5, 50.0, 1000.0]])),
        case("tiny", x=given([[-1e-30, -1e-8, 1e-8, 1e-30]])),
        case("not contiguous", x=strided(normal(4, 6))),
    ],
    bad=[bad("text", says="`x` must be an array of numbers", raises=TypeError, x=given(["a"]))],
    random=partial(cases, random_activation),
)
