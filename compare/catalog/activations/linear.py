"""The record of the identity."""

from functools import partial

from compare.concept import bad, case, concept
from compare.draws import given, normal, strided
from compare.strategies import cases, random_activation

CONCEPT = concept(
    name="linear",
    family="activations",
    symbol="linear",
    title="Linear (identity)",
    summary="Passes everything unchanged: the last activation of a regression network.",
    equation=r"y = x",
    source="Goodfellow, Bengio, Courville, Deep Learning, 2016, section 6.2.2.1",
    formula="x",
    cases=[
        case("ordinary", x=normal(5, 7)),
        case("one element", x=normal(1)),
        case("huge", x=given([[-1e30, 1e30]])),
        case("not contiguous", x=strided(normal(4, 6))),
    ],
    bad=[bad("text", says="`x` must be an array of numbers", raises=TypeError, x=given(["a"]))],
    random=partial(cases, random_activation),
)
