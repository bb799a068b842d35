"""The record of Concatenate."""

from functools import partial

from compare.concept import Case, bad, case, concept
from compare.draws import full, normal, strided
from compare.strategies import Choose, axes, cases, one_of, random_inputs, whole


def draw_concatenate(choose: Choose) -> Case:
    """Two to four arrays along any axis but the batch, counted from either end."""
    shape, count = axes(choose, 2), whole(choose, 2, 4)
    axis = whole(choose, 1, len(shape) - 1)
    shapes = [(*shape[:axis], whole(choose, 1, 3), *shape[axis + 1 :]) for _ in range(count)]
    inputs = {name: normal(*s) for name, s in zip("abcd", shapes, strict=False)}
    return random_inputs(inputs, {"axis": one_of(choose, axis, axis - len(shape))})


CONCEPT = concept(
    name="concatenate",
    family="layers",
    symbol="Concatenate",
    title="Concatenate",
    summary=(
        "Joins arrays side by side along an axis, so that the next layer sees all of them. Going "
        "back, each input gets its own part of the gradient."
    ),
    equation=r"y = [x_1, \ldots, x_n]",
    source="Huang, Liu, van der Maaten, Weinberger, Densely Connected Convolutional Networks, 2017",
    cases=[
        case("ordinary", a=normal(5, 3), b=normal(5, 4)),
        case("three", a=normal(5, 3), b=normal(5, 1), c=normal(5, 2)),
        case("channels", a=normal(2, 4, 5, 3), b=normal(2, 4, 5, 2)),
        case("rows", a=normal(2, 4, 5, 3), b=normal(2, 2, 5, 3), axis=1),
        case("axis from the end", a=normal(2, 4, 3), b=normal(2, 5, 3), axis=-2),
        case("one element", a=normal(1, 1), b=normal(1, 1)),
        case("all zeros", a=full(0, 5, 3), b=full(0, 5, 3)),
        case("not contiguous", a=strided(normal(5, 3)), b=normal(5, 4)),
    ],
    bad=[
        bad(
            "batches of two sizes",
            says="`xs[1]` must be of the shape",
            a=normal(5, 3),
            b=normal(4, 3),
        ),
        bad("two ranks", says="`xs[1]` must be of the shape", a=normal(5, 3), b=normal(5, 3, 1)),
        bad("one array", says="`xs` must be a list of at least two arrays", a=normal(5, 3)),
        bad(
            "axis too large", says="`axis` must be an axis", axis=2, a=normal(5, 3), b=normal(5, 3)
        ),
        bad(
            "text axis",
            says="`axis` must be an axis",
            raises=TypeError,
            axis="last",
            a=normal(5, 3),
            b=normal(5, 3),
        ),
    ],
    random=partial(cases, draw_concatenate),
)
