"""The record of RandomFlip."""

from functools import partial

from compare.concept import Case, Difference, bad, case, concept
from compare.draws import full, given, integers, normal, strided
from compare.strategies import Choose, cases, images, one_of, random_case

MODES = ("horizontal", "vertical", "horizontal_and_vertical")
x = normal(4, 5, 6, 2)
some = given([1.0, 0.0, 0.0, 1.0])


def draw_random_flip(choose: Choose) -> Case:
    """Any images and mode, with flips in training."""
    drawn = images(choose, 2)
    flips = integers(0, 2, drawn.shape[0])
    return random_case(drawn, {"mode": one_of(choose, *MODES)}, masks=flips, training=True)


CONCEPT = concept(
    name="random_flip",
    family="layers",
    symbol="RandomFlip",
    title="Random flip",
    summary=(
        "Shows every second training image, by chance, in a mirror, so that the network learns "
        "that a thing stays what it is. In inference it does nothing."
    ),
    equation=r"y_{ij} = \begin{cases} x_{i,\,W-1-j} & \text{with chance } 1/2 \\"
    r" x_{ij} & \text{otherwise} \end{cases}",
    source="Simard, Steinkraus, Platt, Best Practices for Convolutional Neural Networks, 2003",
    cases=[
        *(case(mode, x=x, mode=mode, masks=some, training=True) for mode in MODES),
        case("both by default", x=x, masks=some, training=True),
        case("inference with flips", x=x, masks=some),
        case("none", x=x, mode="horizontal", masks=full(0, 4), training=True),
        case("all", x=x, mode="horizontal", masks=full(1, 4), training=True),
        case("one pixel", x=normal(1, 1, 1, 1), masks=full(1, 1), training=True),
        case("all zeros", x=full(0, 4, 3, 3, 1), masks=some, training=True),
        case(
            "large values",
            x=normal(4, 3, 3, 1, scale=1e30),
            masks=some,
            training=True,
            mode=MODES[0],
        ),
        case("not contiguous", x=strided(x), mode="horizontal", masks=some, training=True),
    ],
    bad=[
        bad("unknown mode", says="`mode` must be one of", mode="sideways", x=x),
        bad("three dimensions", says="`x` must be an array of 4 dimensions", x=normal(5, 6, 2)),
    ],
    differences=[
        Difference(
            "where it is", "in torchvision only", "a layer", "Tensor.flip where the mask says so"
        ),
        Difference(
            "random numbers", "one global generator", "a seed a layer", "flips from outside"
        ),
    ],
    random=partial(cases, draw_random_flip),
)
