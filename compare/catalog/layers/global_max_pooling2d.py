"""The record of GlobalMaxPooling2D."""

from functools import partial

from compare.concept import Case, Difference, bad, case, concept
from compare.draws import full, normal, strided, ties
from compare.strategies import Choose, cases, images, one_of, random_case, whole


def draw_global_max_pooling2d(choose: Choose) -> Case:
    """Images of any size, with and without equal maxima."""
    x = images(choose, whole(choose, 1, 4))
    keepdims, equal = one_of(choose, False, True), one_of(choose, False, True)
    x = ties(*x.shape) if equal else x
    return random_case(x, {"keepdims": keepdims}, f"ties={equal}", smooth=not equal)


CONCEPT = concept(
    name="global_max_pooling2d",
    family="layers",
    symbol="GlobalMaxPooling2D",
    title="Global max pooling",
    summary=(
        "The greatest number of each channel over the whole image: whether a feature is there, "
        "wherever it is. Equal maxima share the gradient equally, in both frameworks."
    ),
    equation=r"y_{n,c} = \max_{i,j} x_{n,i,j,c}",
    source="Oquab, Bottou, Laptev, Sivic, Is object localization for free?, 2015",
    cases=[
        case("ordinary", x=normal(5, 4, 4, 3)),
        case("not square", x=normal(2, 3, 7, 2)),
        case("kept axes", x=normal(2, 4, 4, 3), keepdims=True),
        case("one pixel", x=normal(2, 1, 1, 3)),
        case("one element", x=normal(1, 1, 1, 1)),
        case("all zeros", x=full(0, 2, 3, 3, 2), smooth=False),
        case("huge", x=normal(2, 3, 3, 2, scale=1e30)),
        case("tiny", x=normal(2, 3, 3, 2, scale=1e-30)),
        case("ties", x=ties(3, 4, 5, 2), smooth=False),
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
    differences=[
        Difference(
            "gradient among equal maxima",
            "equal shares (torch.amax); nn.AdaptiveMaxPool2d(1): all to one",
            "equal shares",
            "torch.amax",
        ),
    ],
    random=partial(cases, draw_global_max_pooling2d),
)
