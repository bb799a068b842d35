"""The record of Conv2D."""

from functools import partial

from compare.concept import Case, Difference, bad, case, concept
from compare.draws import full, normal, strided
from compare.strategies import (
    Choose,
    cases,
    images,
    least_image,
    random_case,
    response,
    whole,
    windows,
)

x = normal(2, 6, 5, 3)


def draw_conv2d(choose: Choose) -> Case:
    """Any valid arguments, on images that the kernel fits into."""
    groups = whole(choose, 1, 3)
    arguments = {
        "filters": groups * whole(choose, 1, 2),
        **windows(choose),
        "groups": groups,
        **response(choose),
    }
    channels = groups * whole(choose, 1, 2)
    return random_case(images(choose, channels, least_image(arguments)), arguments)


CONCEPT = concept(
    name="conv2d",
    family="layers",
    symbol="Conv2D",
    title="Convolution of images",
    summary=(
        "A small kernel slides over the image; at each place it leaves the weighted sum of what it "
        "covers, the same weights everywhere. Strides make it skip places, dilation spreads it, "
        "groups keep channels apart."
    ),
    equation=r"y_{pqf} = f\Big(\sum_{ijc} x_{ps+id,\,qs+jd,\,c}\, W_{ijcf} + b_f\Big)",
    source=(
        "LeCun, Bottou, Bengio, Haffner, Gradient-based learning applied to document recognition, "
        "1998; dilation: Yu and Koltun, 2016"
    ),
    cases=[
        case("ordinary", x=x, filters=4, kernel_size=3),
        case("one image", x=normal(1, 6, 5, 3), filters=4, kernel_size=3),
        case("one pixel", x=normal(2, 1, 1, 3), filters=4, kernel_size=1),
        case("one pixel, same", x=normal(2, 1, 1, 3), filters=4, kernel_size=3, padding="same"),
        case("one channel, one filter", x=normal(2, 6, 5, 1), filters=1, kernel_size=3),
        case("kernel of one pixel", x=x, filters=4, kernel_size=1),
        case("kernel of one pixel, strides", x=x, filters=4, kernel_size=1, strides=2),
        case("kernel as large as the image", x=x, filters=4, kernel_size=(6, 5)),
        case("kernel larger than the image", x=x, filters=2, kernel_size=7, padding="same"),
        case("same", x=x, filters=4, kernel_size=3, padding="same"),
        case("same, even kernel", x=x, filters=4, kernel_size=(2, 4), padding="same"),
        case("strides", x=x, filters=4, kernel_size=3, strides=2),
        case(
            "strides, same, even and odd", x=x, filters=4, kernel_size=3, strides=2, padding="same"
        ),
        case("strides above the kernel", x=x, filters=4, kernel_size=2, strides=3, padding="same"),
        case("rectangular", x=x, filters=4, kernel_size=(3, 2), strides=(1, 3), padding="same"),
        case("dilation", x=normal(2, 7, 6, 3), filters=4, kernel_size=3, dilation_rate=2),
        case("dilation, same", x=x, filters=4, kernel_size=3, dilation_rate=(1, 2), padding="same"),
        case("groups", x=normal(2, 6, 5, 4), filters=6, kernel_size=3, groups=2),
        case(
            "groups, strides", x=normal(2, 6, 5, 4), filters=2, kernel_size=3, strides=2, groups=2
        ),
        case(
            "groups, dilation",
            x=normal(2, 6, 5, 4),
            filters=4,
            kernel_size=2,
            dilation_rate=2,
            groups=2,
        ),
        case("a group for each channel", x=x, filters=6, kernel_size=3, groups=3, padding="same"),
        case("no bias", x=x, filters=4, kernel_size=3, use_bias=False),
        case("relu", x=x, filters=4, kernel_size=3, activation="relu"),
        case("sigmoid", x=x, filters=4, kernel_size=3, activation="sigmoid"),
        case("many channels", x=normal(4, 14, 14, 32), filters=48, kernel_size=3, padding="same"),
        case("large image", x=normal(8, 32, 32, 3), filters=8, kernel_size=3),
        case("all zeros", x=full(0, 2, 6, 5, 3), filters=4, kernel_size=3),
        case("large values", x=normal(2, 6, 5, 3, scale=1e6), filters=4, kernel_size=3),
        case("tiny values", x=normal(2, 6, 5, 3, scale=1e-30), filters=4, kernel_size=3),
        case("not contiguous", x=strided(x), filters=4, kernel_size=3),
        case("not contiguous, kernel of one pixel", x=strided(x), filters=4, kernel_size=1),
    ],
    bad=[
        bad("no filters", says="`filters` must be an integer >= 1", filters=0, kernel_size=3, x=x),
        bad("filters as text", says="`filters`", raises=TypeError, filters="4", kernel_size=3, x=x),
        bad("empty kernel", says="`kernel_size` must be", filters=4, kernel_size=0, x=x),
        bad("three sizes", says="a pair of integers", filters=4, kernel_size=(3, 3, 3), x=x),
        bad("no strides", says="`strides` must be", filters=4, kernel_size=3, strides=0, x=x),
        bad(
            "unknown padding", says="'valid', 'same'", filters=4, kernel_size=3, padding="full", x=x
        ),
        bad("no dilation", says="`dilation_rate`", filters=4, kernel_size=3, dilation_rate=0, x=x),
        bad(
            "strides with dilation",
            says="`strides` must be 1 where dilation_rate is above 1",
            filters=4,
            kernel_size=3,
            strides=(2, 1),
            dilation_rate=(1, 2),
            x=x,
        ),
        bad("no groups", says="`groups` must be", filters=4, kernel_size=3, groups=0, x=x),
        bad(
            "groups, filters", says="divisor of filters=4", filters=4, kernel_size=3, groups=3, x=x
        ),
        bad("groups, channels", says="image's 3 channels", filters=4, kernel_size=3, groups=2, x=x),
        bad(
            "unknown activation",
            says="`activation`",
            filters=4,
            kernel_size=3,
            activation="rleu",
            x=x,
        ),
        bad(
            "bias as text",
            says="`use_bias`",
            raises=TypeError,
            filters=4,
            kernel_size=3,
            use_bias="no",
            x=x,
        ),
        bad("kernel too large", says="image of (6, 5) pixels", filters=4, kernel_size=6, x=x),
        bad(
            "dilated kernel too large",
            says="with dilation_rate=(3, 3)",
            filters=4,
            kernel_size=3,
            dilation_rate=3,
            x=x,
        ),
        bad("three dimensions", says="4 dimensions", filters=4, kernel_size=3, x=normal(6, 5, 3)),
    ],
    differences=[
        Difference("layout of images", "channels first", "channels last", "permute(0, 3, 1, 2)"),
        Difference("kernel layout", "OIHW", "HWIO", "transpose(3, 2, 0, 1)"),
        Difference(
            "same padding, strides of 2",
            "refused; padding=k//2 is symmetric",
            "the odd pixel comes after the image",
            "torch.nn.functional.pad",
        ),
        Difference(
            "initial kernel",
            "U(-1/√fan_in, 1/√fan_in)",
            "Glorot uniform",
            "torch.nn.init.xavier_uniform_",
        ),
        Difference("initial bias", "U(-1/√fan_in, 1/√fan_in)", "zeros", "torch.nn.init.zeros_"),
        Difference("strides with dilation", "allowed", "refused", "one of them 1"),
    ],
    random=partial(cases, draw_conv2d),
)
