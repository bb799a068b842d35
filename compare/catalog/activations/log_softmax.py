"""The record of the logarithm of the softmax."""

from functools import partial

from compare.concept import Case, Difference, bad, case, concept
from compare.draws import full, given, normal, strided
from compare.strategies import Choose, axes, cases, random_case, whole


def draw_log_softmax(choose: Choose) -> Case:
    """Any axis. No large numbers: of a saturated row's gradient only rounding noise is left."""
    shape = axes(choose)
    axis = whole(choose, -len(shape), len(shape) - 1)
    return random_case(normal(*shape), {"axis": axis})


CONCEPT = concept(
    name="log_softmax",
    family="activations",
    symbol="log_softmax",
    title="Log-softmax",
    summary=(
        "The logarithms of the softmax's probabilities, computed without the probabilities: where "
        "these round to zero, their logarithms are still right."
    ),
    equation=r"y_i = x_i - \log \sum_j e^{x_j}",
    source="Goodfellow, Bengio, Courville, Deep Learning, 2016, section 6.2.2.3",
    cases=[
        case("ordinary", x=normal(5, 7)),
        case("one dimension", x=normal(6)),
        case("one class", x=normal(5, 1)),
        case("one element", x=normal(1)),
        case("first axis", x=normal(4, 5), axis=0),
        case("middle axis", x=normal(2, 5, 3), axis=1),
        case("axis from the end", x=normal(2, 5, 3), axis=-2),
        case("image", x=normal(2, 5, 5, 3)),
        case("wide", x=normal(6, 8, scale=8)),
        case("all zeros", x=full(0, 3, 4)),
        case("saturated", x=given([[-1000.0, -50.0, 0.5, 50.0, 1000.0], [0, 1, 2, 999, 1000]])),
        case("huge", x=given([[-1e30, 1e30], [1e30, 1e30]])),
        case("tiny", x=given([[-1e-30, -1e-8, 1e-8, 1e-30]])),
        case("not contiguous", x=strided(normal(4, 6))),
    ],
    bad=[
        bad("text", says="`x` must be an array of numbers", raises=TypeError, x=given(["a"])),
        bad("a single number", says="at least 1 dimensions", x=given(1.0)),
        bad("axis too large", says="`axis` must be an axis", x=normal(2, 3), axis=2),
        bad("axis too small", says="`axis` must be an axis", x=normal(2, 3), axis=-3),
        bad("text axis", says="`axis`", raises=TypeError, x=normal(2, 3), axis="last"),
    ],
    differences=[
        Difference(
            "axis where none is given", "nn.LogSoftmax: 0 for 1 or 3 dimensions", "-1", "dim=-1"
        ),
    ],
    random=partial(cases, draw_log_softmax),
)
