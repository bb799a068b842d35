"""The record of one neuron."""

from compare.concept import bad, case, concept
from compare.draws import given, normal

CONCEPT = concept(
    name="neuron",
    family="examples",
    symbol="neuron",
    title="One neuron",
    summary=(
        "The unit of everything else: weigh the inputs, add a bias, squash the sum. Its gradient "
        "shows the whole of backpropagation on one line."
    ),
    equation=r"y = \sigma(w \cdot x + b)",
    source="McCulloch and Pitts 1943; Rosenblatt 1958; Rumelhart, Hinton, Williams 1986",
    cases=[
        case("ordinary", x=normal(6, 3), weights=normal(3), bias=normal(), dy=normal(6)),
        case("one sample", x=normal(1, 3), weights=normal(3), bias=normal(), dy=normal(1)),
        case(
            "three inputs",
            x=given([[0.5, 0.25, 0.125]]),
            weights=normal(3),
            bias=given(0.0),
            dy=given([1.0]),
        ),
        case(
            "saturated",
            x=given([[100.0], [-100.0]]),
            weights=given([8.0]),
            bias=given(0.0),
            dy=normal(2),
        ),
    ],
    bad=[
        bad(
            "other number of weights",
            says="`x` must be an array of 2 columns",
            x=normal(6, 3),
            weights=normal(2),
            bias=normal(),
            dy=normal(6),
        ),
    ],
)
