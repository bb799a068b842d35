"""The record of softplus."""

from functools import partial

from compare.concept import Difference, bad, case, concept
from compare.draws import full, given, normal, strided
from compare.strategies import cases, random_activation

CONCEPT = concept(
    name="softplus",
    family="activations",
    symbol="softplus",
    title="Softplus",
    summary=(
        "A smooth ReLU that is always positive, used where a standard deviation or a rate has to "
        "come out. Its derivative is the sigmoid."
    ),
    equation=r"y = \log(1 + e^x)",
    source=(
        "Dugas, Bengio, Bélisle, Nadeau, Garcia, Incorporating Second-Order Functional Knowledge "
        "for Better Option Pricing, 2001"
    ),
    formula="log(1 + exp(x))",
    cases=[
        case("ordinary", x=normal(5, 7)),
        case("one element", x=normal(1)),
        case("image", x=normal(2, 5, 5, 3)),
        case("around PyTorch's threshold", x=given([[15.0, 19.5, 20.5, 25.0, 39.0, 41.0]])),
        case("all zeros", x=full(0, 3, 4)),
        case("saturated", x=given([[-1000.0, -50.0, 0.5, 50.0, 1000.0]])),
        case("huge", x=given([[-1e30, 1e30]])),
        case("tiny", x=given([[-1e-30, -1e-8, 1e-8, 1e-30]])),
        case("not contiguous", x=strided(normal(4, 6))),
    ],
    bad=[bad("text", says="`x` must be an array of numbers", raises=TypeError, x=given(["a"]))],
    differences=[
        Difference("above x = 20", "y = x, wrong by up to 2e-9", "exact", "threshold=40"),
    ],
    random=partial(cases, random_activation),
)
