"""The record of ReLU."""

from functools import partial

from compare.concept import bad, case, concept
from compare.draws import away_from_zero, full, given, normal, strided, ties
from compare.strategies import cases, random_activation

CONCEPT = concept(
    name="relu",
    family="activations",
    symbol="relu",
    title="ReLU",
    summary=(
        "Passes what is positive and blocks the rest. It is cheap, it does not saturate for "
        "large inputs, and half of its units are silent for a centred input."
    ),
    equation=r"y = \max(0, x)",
    source="Nair and Hinton, Rectified Linear Units Improve Restricted Boltzmann Machines, 2010",
    formula="Max(0, x)",
    cases=[
        case("ordinary", x=away_from_zero(5, 7)),
        case("one element", x=normal(1)),
        case("image", x=away_from_zero(2, 5, 5, 3)),
        case("at the kink", x=ties(6, 4), smooth=False),
        case("all zeros", x=full(0, 3, 4), smooth=False),
        case("huge", x=given([[-1e30, -1e4, 1e4, 1e30]])),
        case("tiny", x=given([[-1e-30, -1e-8, 1e-8, 1e-30]])),
        case("not contiguous", x=strided(away_from_zero(4, 6))),
    ],
    bad=[bad("text", says="`x` must be an array of numbers", raises=TypeError, x=given(["a"]))],
    random=partial(cases, random_activation),
)
