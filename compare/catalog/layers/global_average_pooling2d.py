"""The record of GlobalAveragePooling2D."""

from functools import partial

from compare.concept import Case, bad, case, concept
from compare.draws import full, normal, strided
from compare.strategies import Choose, cases, images, one_of, random_case, whole


def draw_global_average_pooling2d(choose: Choose) -> Case:
    """Images of any size."""
    x = images(choose, whole(choose, 1, 4))
    return random_case(x, {"keepdims": one_of(choose, False, True)})


CONCEPT = concept(
    name="global_average_pooling2d",
    family="layers",
    symbol="GlobalAveragePooling2D",
    title="Global average pooling",
    summary=(
        "The mean of each channel over the whole image: images of any size become as many numbers "
        "as there are channels, without a parameter."
    ),
    equation=r"y_{n,c} = \frac{1}{HW} \sum_{i,j} x_{n,i,j,c}",
    source="Lin, Chen, Yan, Network In Network, 2014",
    cases=[
        case("ordinary", x=normal(5, 4, 4, 3)),
        case("not square", x=normal(2, 3, 7, 2)),
        case("kept axes", x=normal(2, 4, 4, 3), keepdims=True),
        case("one pixel", x=normal(2, 1, 1, 3)),
        case("one element", x=normal(1, 1, 1, 1)),
        case("all zeros", x=full(0, 2, 3, 3, 2)),
        case("huge", x=normal(2, 3, 3, 2, scale=1e30)),
        case("tiny", x=normal(2, 3, 3, 2, scale=1e-30)),
        case("not contiguous", x=strided(normal(2, 3, 4, 2))),
    ],
    bad=[
        bad("no batch", says="4 dimensions", x=normal(4, 4, 3)),
        bad("no pixels", says="images of at least one pixel", x=normal(2, 0, 4, 3)),
        bad(
            "number for keepdims",
            says="`keepdims`",
            raises=TypeError,
            keepdims=1,
            x=normal(2, 4, 4, 3),
        ),
    ],
    random=partial(cases, draw_global_average_pooling2d),
)
