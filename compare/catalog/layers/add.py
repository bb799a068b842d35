"""The record of Add."""

from functools import partial

from compare.concept import Case, bad, case, concept
from compare.draws import full, given, normal, strided
from compare.strategies import Choose, axes, cases, random_inputs, whole


def draw_add(choose: Choose) -> Case:
    """Two to four arrays of one shape."""
    shape, count = axes(choose), whole(choose, 2, 4)
    return random_inputs({name: normal(*shape) for name in "abcd"[:count]}, {})


CONCEPT = concept(
    name="add",
    family="layers",
    symbol="Add",
    title="Add",
    summary=(
        "Adds several arrays of one shape. Around a block of layers it makes the block residual: "
        "the gradient reaches its input undiminished."
    ),
    equation=r"y = \sum_i x_i",
    source="He, Zhang, Ren, Sun, Deep Residual Learning for Image Recognition, 2016",
    cases=[
        case("ordinary", a=normal(5, 3), b=normal(5, 3)),
        case("three", a=normal(5, 3), b=normal(5, 3), c=normal(5, 3)),
        case("image", a=normal(2, 4, 5, 3), b=normal(2, 4, 5, 3)),
        case("one element", a=normal(1, 1), b=normal(1, 1)),
        case("all zeros", a=full(0, 5, 3), b=full(0, 5, 3)),
        case("huge and tiny", a=full(1e30, 5, 3), b=full(1e-30, 5, 3)),
        case("not contiguous", a=strided(normal(5, 3)), b=normal(5, 3)),
    ],
    bad=[
        bad(
            "shapes that would broadcast",
            says="`xs[1]` must be of the shape of xs[0], (5, 3)",
            a=normal(5, 3),
            b=normal(5, 1),
        ),
        bad("one array", says="`xs` must be a list of at least two arrays", a=normal(5, 3)),
        bad(
            "text",
            says="`xs[1]` must be an array of numbers",
            raises=TypeError,
            a=normal(1, 1),
            b=given([["a"]]),
        ),
    ],
    random=partial(cases, draw_add),
)
