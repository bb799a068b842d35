"""The record of Flatten."""

from functools import partial

from compare.concept import Case, Difference, bad, case, concept
from compare.draws import full, given, normal, strided
from compare.strategies import Choose, axes, cases, random_case


def draw_flatten(choose: Choose) -> Case:
    """Any shape."""
    return random_case(normal(*axes(choose, 1, 5)), {})


CONCEPT = concept(
    name="flatten",
    family="layers",
    symbol="Flatten",
    title="Flatten",
    summary=(
        "Puts all numbers of a sample in one row, as a dense layer needs them after images. The "
        "last axis varies fastest."
    ),
    equation=r"y_{n,k} = x_{n,i,j,\ldots}, \quad k = (i J + j) \cdots",
    source=(
        "LeCun, Bottou, Bengio, Haffner, Gradient-Based Learning Applied to Document Recognition, "
        "1998"
    ),
    cases=[
        case("ordinary", x=normal(5, 4, 3)),
        case("image", x=normal(2, 4, 5, 3)),
        case("flat already", x=normal(5, 3)),
        case("numbers", x=normal(5)),
        case("one sample", x=normal(1, 4, 3)),
        case("one element", x=normal(1, 1, 1)),
        case("all zeros", x=full(0, 2, 3, 3)),
        case("not contiguous", x=strided(normal(2, 3, 4))),
    ],
    bad=[
        bad("a single number", says="at least 1 dimensions", x=given(1.0)),
        bad("text", says="`x` must be an array of numbers", raises=TypeError, x=given([["a"]])),
    ],
    differences=[
        Difference(
            "order of an image's numbers",
            "channels, rows, columns",
            "rows, columns, channels",
            "x.permute(0, 2, 3, 1) before flattening",
        ),
    ],
    random=partial(cases, draw_flatten),
)
