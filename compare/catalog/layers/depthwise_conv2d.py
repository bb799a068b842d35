"""The record of DepthwiseConv2D."""

from functools import partial
from typing import Any

from compare.concept import Case, Difference, bad, case, concept
from compare.draws import full, normal, strided
from compare.strategies import (
    Choose,
    both,
    cases,
    images,
    least_image,
    random_case,
    response,
    whole,
    windows,
)

WITHOUT_KERAS: dict[str, Any] = {
    "rooms": ("scratch", "pytorch"),
    "because": (
        "TensorFlow's own depthwise kernel on a CPU takes no strides that differ between rows and "
        "columns; only oneDNN's does, which serves float32 alone, and not on every CPU"
    ),
}

x = normal(2, 6, 5, 3)


def draw_depthwise_conv2d(choose: Choose) -> Case:
    """Any valid arguments, on images that the kernel fits into."""
    arguments = {
        **windows(choose),
        "depth_multiplier": whole(choose, 1, 2),
        **response(choose),
    }
    uneven = len(set(both(arguments.get("strides", 1)))) > 1
    draw = images(choose, whole(choose, 1, 3), least_image(arguments))
    return random_case(draw, arguments, **(WITHOUT_KERAS if uneven else {}))


CONCEPT = concept(
    name="depthwise_conv2d",
    family="layers",
    symbol="DepthwiseConv2D",
    title="Depthwise convolution of images",
    summary=(
        "Every channel is convolved with kernels of its own; channels are never mixed. Followed by "
        "a convolution of kernel size 1 it is the cheap building block of small image networks."
    ),
    equation=r"y_{pqcm} = f\Big(\sum_{ij} x_{ps+id,\,qs+jd,\,c}\, W_{ijcm} + b_{cm}\Big)",
    source=(
        "Sifre, Rigid-motion scattering for image classification, 2014; Howard et al., MobileNets, "
        "2017"
    ),
    cases=[
        case("ordinary", x=x, kernel_size=3),
        case("one image", x=normal(1, 6, 5, 3), kernel_size=3),
        case("one pixel", x=normal(2, 1, 1, 3), kernel_size=1),
        case("one pixel, same", x=normal(2, 1, 1, 3), kernel_size=3, padding="same"),
        case("one channel", x=normal(2, 6, 5, 1), kernel_size=3, depth_multiplier=2),
        case("kernel of one pixel", x=x, kernel_size=1, strides=2),
        case("kernel as large as the image", x=x, kernel_size=(6, 5)),
        case("kernel larger than the image", x=x, kernel_size=7, padding="same"),
        case("depth multiplier", x=x, kernel_size=3, depth_multiplier=3),
        case("same, even kernel", x=x, kernel_size=(2, 4), padding="same", depth_multiplier=2),
        case("strides", x=x, kernel_size=3, strides=2),
        case("strides, same, even and odd", x=x, kernel_size=3, strides=2, padding="same"),
        case("strides above the kernel", x=x, kernel_size=2, strides=3, padding="same"),
        case("rectangular", x=x, kernel_size=(3, 2), strides=(1, 3), **WITHOUT_KERAS),
        case("dilation", x=normal(2, 7, 6, 3), kernel_size=3, dilation_rate=2),
        case("dilation, same", x=x, kernel_size=3, dilation_rate=(1, 2), padding="same"),
        case("strides, dilation", x=x, kernel_size=2, strides=2, dilation_rate=3),
        case(
            "strides, dilation, same",
            x=x,
            kernel_size=3,
            strides=(2, 1),
            dilation_rate=(2, 3),
            padding="same",
            depth_multiplier=2,
        ),
        case("no bias", x=x, kernel_size=3, use_bias=False),
        case("relu", x=x, kernel_size=3, activation="relu"),
        case("sigmoid", x=x, kernel_size=3, depth_multiplier=2, activation="sigmoid"),
        case("large image", x=normal(8, 32, 32, 8), kernel_size=3, padding="same"),
        case("all zeros", x=full(0, 2, 6, 5, 3), kernel_size=3),
        case("large values", x=normal(2, 6, 5, 3, scale=1e6), kernel_size=3),
        case("tiny values", x=normal(2, 6, 5, 3, scale=1e-30), kernel_size=3),
        case("not contiguous", x=strided(x), kernel_size=3),
    ],
    bad=[
        bad("empty kernel", says="`kernel_size` must be", kernel_size=0, x=x),
        bad("no strides", says="`strides` must be", kernel_size=3, strides=0, x=x),
        bad("unknown padding", says="'valid', 'same'", kernel_size=3, padding="full", x=x),
        bad("no multiplier", says="`depth_multiplier`", kernel_size=3, depth_multiplier=0, x=x),
        bad("no dilation", says="`dilation_rate`", kernel_size=3, dilation_rate=0, x=x),
        bad("unknown activation", says="`activation`", kernel_size=3, activation="rleu", x=x),
        bad("kernel too large", says="image of (6, 5) pixels", kernel_size=6, x=x),
        bad("three dimensions", says="4 dimensions", kernel_size=3, x=normal(6, 5, 3)),
    ],
    differences=[
        Difference(
            "its name", "Conv2d(groups=channels)", "DepthwiseConv2D", "the same numbers, reordered"
        ),
        Difference(
            "kernel layout",
            "(channels · multiplier, 1, rows, columns)",
            "(rows, columns, channels, multiplier)",
            "reshape and transpose",
        ),
        Difference("strides that differ", "allowed", "fail in float64 on a CPU", "equal strides"),
        Difference(
            "initial kernel",
            "U(-1/√fan_in, 1/√fan_in)",
            "Glorot uniform",
            "torch.nn.init.xavier_uniform_",
        ),
    ],
    random=partial(cases, draw_depthwise_conv2d),
)
