"""The record of Reshape."""

from functools import partial
from math import prod

from compare.concept import Case, bad, case, concept
from compare.draws import full, normal, strided
from compare.strategies import Choose, axes, cases, one_of, random_case, whole


def draw_reshape(choose: Choose) -> Case:
    """Any shape, into the product of its first axes and the others, one perhaps left open."""
    batch, *sizes = axes(choose, 2)
    joined = whole(choose, 1, len(sizes))
    target = [prod(sizes[:joined]), *sizes[joined:], 1]
    if one_of(choose, False, True):
        target[whole(choose, 0, len(target) - 1)] = -1
    return random_case(normal(batch, *sizes), {"target_shape": tuple(target)})


CONCEPT = concept(
    name="reshape",
    family="layers",
    symbol="Reshape",
    title="Reshape",
    summary=(
        "Gives each sample's numbers other axes, in the same order; the batch stays as it is. It "
        "makes an image of a row, as at the start of a generator."
    ),
    equation=r"y_{n,\ldots} = x_{n,\ldots}",
    source="Radford, Metz, Chintala, Unsupervised Representation Learning with DCGANs, 2016",
    cases=[
        case("ordinary", x=normal(5, 12), target_shape=(4, 3)),
        case("what is left over", x=normal(5, 12), target_shape=(2, -1)),
        case("left over in front", x=normal(5, 12), target_shape=(-1, 2, 3)),
        case("flat", x=normal(2, 4, 5, 3), target_shape=(-1,)),
        case("row to image", x=normal(2, 48), target_shape=(4, 4, 3)),
        case("axis of one", x=normal(5, 3), target_shape=(3, 1)),
        case("one element", x=normal(1, 1), target_shape=(1, 1, 1)),
        case("all zeros", x=full(0, 2, 6), target_shape=(3, 2)),
        case("not contiguous", x=strided(normal(2, 3, 4)), target_shape=(4, 3)),
    ],
    bad=[
        bad("too large", says="a shape of 12 numbers", target_shape=(4, 4), x=normal(5, 12)),
        bad("no whole rest", says="a shape of 12 numbers", target_shape=(5, -1), x=normal(5, 12)),
        bad("two rests", says="at most one of them -1", target_shape=(-1, -1), x=normal(5, 12)),
        bad(
            "zero",
            says="`target_shape` must be an integer >= 1",
            target_shape=(0, 3),
            x=normal(5, 12),
        ),
        bad(
            "a number",
            says="`target_shape` must be a tuple of integers",
            raises=TypeError,
            target_shape=12,
            x=normal(5, 12),
        ),
        bad(
            "a fraction",
            says="`target_shape` must be an integer >= 1",
            raises=TypeError,
            target_shape=(1.5, 8),
            x=normal(5, 12),
        ),
    ],
    random=partial(cases, draw_reshape),
)
