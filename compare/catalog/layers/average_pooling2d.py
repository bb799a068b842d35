"""The record of AveragePooling2D."""

from functools import partial

from compare.concept import Case, Difference, bad, case, concept
from compare.draws import full, normal, strided
from compare.strategies import Choose, cases, images, least_image, pooling, random_case, whole

x = normal(2, 6, 5, 3)


def draw_average_pooling2d(choose: Choose) -> Case:
    """Any valid arguments, on images that the window fits into."""
    arguments = pooling(choose)
    draw = images(choose, whole(choose, 1, 3), least_image(arguments, "pool_size"))
    return random_case(draw, arguments)


CONCEPT = concept(
    name="average_pooling2d",
    family="layers",
    symbol="AveragePooling2D",
    title="Average pooling",
    summary=(
        "Leaves the mean of each window and so shrinks the image. With padding the windows reach "
        "over the edge, but only pixels of the image are counted."
    ),
    equation=r"y_{pqc} = \frac{1}{n_{pq}} \sum_{ij} x_{ps+i,\,qs+j,\,c}",
    source=(
        "LeCun et al., Backpropagation applied to handwritten zip code recognition, 1989 (there "
        "with a trained weight)"
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
        case("even window, same", x=x, pool_size=(2, 4), strides=1, padding="same"),
        case("rectangular", x=x, pool_size=(3, 2), strides=(1, 2)),
        case("strides above the window", x=x, pool_size=2, strides=3),
        case("strides above the window, same", x=x, pool_size=1, strides=(3, 2), padding="same"),
        case("all zeros", x=full(0, 2, 6, 4, 3)),
        case("large image", x=normal(8, 32, 32, 8), pool_size=3, padding="same"),
        case("large values", x=normal(2, 6, 4, 3, scale=1e30)),
        case("tiny values", x=normal(2, 6, 4, 3, scale=1e-30)),
        case("not contiguous", x=strided(normal(2, 6, 4, 3))),
    ],
    bad=[
        bad("empty window", says="`pool_size` must be", pool_size=0, x=x),
        bad("window as text", says="`pool_size`", raises=TypeError, pool_size="2", x=x),
        bad("no strides", says="`strides` must be", strides=0, x=x),
        bad("unknown padding", says="'valid', 'same'", padding="full", x=x),
        bad("window too large", says="`pool_size` must be small enough", pool_size=6, x=x),
        bad("three dimensions", says="4 dimensions", x=normal(6, 5, 3)),
    ],
    differences=[
        Difference("layout of images", "channels first", "channels last", "permute(0, 3, 1, 2)"),
        Difference("the border", "counted", "not counted", "count_include_pad=False"),
        Difference("window larger than the image", "refused", "an empty image", "check the shape"),
        Difference("default pool_size", "none", "none; MaxPooling2D has 2", "give it"),
    ],
    random=partial(cases, draw_average_pooling2d),
)
