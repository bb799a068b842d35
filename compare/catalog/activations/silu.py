"""The record of SiLU."""

from functools import partial

from compare.concept import bad, case, concept
from compare.draws import full, given, normal, strided
from compare.strategies import cases, random_activation

CONCEPT = concept(
    name="silu",
    family="activations",
    symbol="silu",
    title="SiLU (swish)",
    summary=(
        "The input times its own sigmoid: a smooth ReLU that dips a little below zero before it "
        "flattens out."
    ),
    equation=r"y = x \, \sigma(x) = \frac{x}{1 + e^{-x}}",
    source=(
        "Elfwing, Uchibe, Doya, Sigmoid-Weighted Linear Units for Neural Network Function "
        "Approximation in Reinforcement Learning, 2018"
    ),
    formula="x / (1 + exp(-x))",
    cases=[
        case("ordinary", x=normal(5, 7)),
        case("one element", x=normal(1)),
        case("image", x=normal(2, 5, 5, 3)),
        case("wide", x=normal(6, 8, scale=8)),
        case("all zeros", x=full(0, 3, 4)),
        case("saturated", x=given([[-1000.0, -50.0, 0.5, 50.0, 1000.0]])),
        case("huge", x=given([[-1e30, 1e30]])),
        case("tiny", x=given([[-1e-30, -1e-8, 1e-8, 1e-30]])),
        case("not contiguous", x=strided(normal(4, 6))),
    ],
    bad=[bad("text", says="`x` must be an array of numbers", raises=TypeError, x=given(["a"]))],
    random=partial(cases, random_activation),
)
