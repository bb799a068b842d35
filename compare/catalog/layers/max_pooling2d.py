"""The record of MaxPooling2D."""

from functools import partial

from compare.concept import Case, Difference, bad, case, concept
from compare.draws import full, normal, strided, ties
from compare.strategies import Choose, cases, images, least_image, pooling, random_case, whole

x = normal(2, 6, 5, 3)


def draw_max_pooling2d(choose: Choose) -> Case:
    """Any valid arguments, on images that the window fits into."""
    arguments = pooling(choose)
    draw = images(choose, whole(choose, 1, 3), least_image(arguments, "pool_size"))
    return random_case(draw, arguments)


CONCEPT = concept(
    name="max_pooling2d",
    family="layers",
    symbol="MaxPooling2D",
    title="Max pooling",
    summary=(
        "Keeps the greatest number of each window and so shrinks the image. The gradient goes to "
        "the winner alone; where several pixels are equal, to the first of them."
    ),
    equation=r"y_{pqc} = \max_{ij}\, x_{ps+i,\,qs+j,\,c}",
    source=(
        "Riesenhuber and Poggio, Hierarchical models of object recognition in cortex, 1999; "
        "Scherer, Müller, Behnke, Evaluation of pooling operations, 2010"
    ),
    cases=[
        case("ordinary", x=normal(2, 6, 4, 3)),
        case("odd sizes", x=normal(2, 7, 5, 3)),
        case("odd sizes, same", x=normal(2, 7, 5, 3), padding="same"),
        case("one image", x=normal(1, 6, 4, 3)),
        case("one pixel", x=normal(2, 1, 1, 3), pool_size=1),
        case("one pixel, same", x=normal(2, 1, 1, 3), pool_size=3, padding="same"),
        case("window of one pixel", x=x, pool_size=1, strides=2),
        case("window as large as the image", x=x, pool_size=(6, 5)),
        case("window larger than the image", x=x, pool_size=8, padding="same"),
        case("overlapping", x=x, pool_size=3, strides=1),
        case("overlapping, same", x=x, pool_size=3, strides=2, padding="same"),
        case("rectangular", x=x, pool_size=(3, 2), strides=(1, 2)),
        case("strides above the window", x=x, pool_size=2, strides=3),
        case("strides above the window, same", x=x, pool_size=1, strides=(3, 2), padding="same"),
        case("ties", x=ties(4, 8, 8, 3), smooth=False),
        case(
            "ties, overlapping, same",
            x=ties(4, 7, 6, 3),
            pool_size=3,
            strides=1,
            padding="same",
            smooth=False,
        ),
        case("all zeros", x=full(0, 2, 6, 4, 3), smooth=False),
        case("all negative, same", x=normal(2, 5, 5, 3, shift=-9), pool_size=3, padding="same"),
        case("large image", x=normal(8, 32, 32, 8)),
        case("large values", x=normal(2, 6, 4, 3, scale=1e30)),
        case("tiny values", x=normal(2, 6, 4, 3, scale=1e-30)),
        case("not contiguous", x=strided(normal(2, 6, 4, 3))),
    ],
    bad=[
        bad("empty window", says="`pool_size` must be", pool_size=0, x=x),
        bad("window as text", says="`pool_size`", raises=TypeError, pool_size="2", x=x),
        bad("three sizes", says="a pair of integers", pool_size=(2, 2, 2), x=x),
        bad("no strides", says="`strides` must be", strides=0, x=x),
        bad("unknown padding", says="'valid', 'same'", padding="full", x=x),
        bad("window too large", says="`pool_size` must be small enough", pool_size=6, x=x),
        bad("three dimensions", says="4 dimensions", x=normal(6, 5, 3)),
    ],
    differences=[
        Difference("layout of images", "channels first", "channels last", "permute(0, 3, 1, 2)"),
        Difference(
            "windows over the edge",
            "dropped; ceil_mode keeps them",
            'dropped; padding="same" keeps them',
            "pad with -∞",
        ),
        Difference("window larger than the image", "refused", "an empty image", "check the shape"),
    ],
    random=partial(cases, draw_max_pooling2d),
)
