"""The record of RandomRotation."""

from functools import partial
from math import pi

from compare.concept import Case, Difference, bad, case, concept
from compare.draws import full, given, normal, strided, uniform
from compare.strategies import Choose, cases, images, random_case

x = normal(3, 6, 6, 2)
angles = given([0.25, -0.125, 0.0])


def draw_random_rotation(choose: Choose) -> Case:
    """Any images, with any angles, in training."""
    drawn = images(choose, 2)
    turned = uniform(drawn.shape[0], low=-pi, high=pi)
    return random_case(drawn, {"factor": 0.5}, masks=turned, training=True)


CONCEPT = concept(
    name="random_rotation",
    family="layers",
    symbol="RandomRotation",
    title="Random rotation",
    summary=(
        "Turns every training image about its centre by an angle of its own, and takes each new "
        "pixel from the four old ones around its place. In inference it does nothing."
    ),
    equation=r"y_p = \sum_q \max(0, 1 - |r_p - r_q|)\,\max(0, 1 - |c_p - c_q|)\,x_q, \quad"
    r"\binom{r_p}{c_p} = \begin{pmatrix} \cos\theta & \sin\theta \\ -\sin\theta & \cos\theta"
    r"\end{pmatrix} \binom{u_p}{v_p}",
    source="Simard, Steinkraus, Platt 2003; Jaderberg et al., Spatial Transformer Networks, 2015",
    cases=[
        case("ordinary", x=x, factor=0.1, masks=angles, training=True),
        case("inference with angles", x=x, factor=0.1, masks=angles),
        case("wide", x=normal(3, 4, 9, 2), factor=0.1, masks=angles, training=True),
        case("tall", x=normal(3, 9, 4, 1), factor=0.1, masks=angles, training=True),
        case("odd sides", x=normal(3, 5, 7, 1), factor=0.1, masks=angles, training=True),
        case(
            "quarter turns",
            x=normal(4, 5, 5, 1),
            factor=0.5,
            masks=given([pi / 2, -pi / 2, pi, 2 * pi]),
            training=True,
        ),
        case("not at all", x=x, factor=0.1, masks=full(0, 3), training=True),
        case(
            "any angle",
            x=normal(8, 6, 6, 1),
            factor=0.5,
            masks=uniform(8, low=-pi, high=pi),
            training=True,
        ),
        case("one pixel", x=normal(2, 1, 1, 3), factor=0.5, masks=given([0.5, -2]), training=True),
        case("one row", x=normal(3, 1, 5, 1), factor=0.1, masks=angles, training=True),
        case("all zeros", x=full(0, 3, 4, 4, 1), factor=0.1, masks=angles, training=True),
        case("not contiguous", x=strided(x), factor=0.1, masks=angles, training=True),
    ],
    bad=[
        bad("negative", says="`factor` must be a finite number >= 0", factor=-0.1, x=x),
        bad("text", says="`factor`", raises=TypeError, factor="0.1", x=x),
        bad(
            "three dimensions",
            says="`x` must be an array of 4 dimensions",
            factor=0.1,
            x=normal(5, 6, 2),
        ),
    ],
    differences=[
        Difference(
            "where it is", "in torchvision only", "a layer", "affine_grid and grid_sample in torch"
        ),
        Difference(
            "outside of the image",
            "grid_sample gives 0",
            'fill_mode="reflect"',
            'fill_mode="constant"',
        ),
        Difference(
            "precision",
            "that of the images",
            "places in float32, of float64 images too",
            "the places computed with keras.ops in the images' dtype",
        ),
        Difference(
            "places",
            "columns first, from -1 to 1 whatever the sides",
            "pixels",
            "sides' ratio in the matrix, align_corners=False",
        ),
        Difference(
            "random numbers", "one global generator", "a seed a layer", "angles from outside"
        ),
    ],
    random=partial(cases, draw_random_rotation),
)
