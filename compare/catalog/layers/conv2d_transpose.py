"""The record of Conv2DTranspose."""

from functools import partial
from typing import Any

from compare.concept import Case, Difference, bad, case, concept
from compare.draws import full, normal, strided
from compare.strategies import Choose, both, cases, images, random_case, response, whole, windows

WITHOUT_KERAS: dict[str, Any] = {
    "rooms": ("scratch", "pytorch"),
    "because": (
        "TensorFlow's own transposed convolution on a CPU takes no dilation; only oneDNN's does, "
        "which serves float32 alone, and not on every CPU"
    ),
}

x = normal(2, 4, 3, 5)


def draw_conv2d_transpose(choose: Choose) -> Case:
    """Any valid arguments; output_padding where there is one that every kernel allows."""
    arguments = {"filters": whole(choose, 1, 3), **windows(choose), **response(choose)}
    smallest = min(both(arguments.get("strides", 1)))
    extra = whole(choose, 0, smallest - 1)
    if extra:
        arguments["output_padding"] = extra
    dilated = max(both(arguments.get("dilation_rate", 1))) > 1
    draw = images(choose, whole(choose, 1, 3))
    return random_case(draw, arguments, **(WITHOUT_KERAS if dilated else {}))


CONCEPT = concept(
    name="conv2d_transpose",
    family="layers",
    symbol="Conv2DTranspose",
    title="Transposed convolution of images",
    summary=(
        "Every pixel paints the kernel, scaled by itself, into a larger image, where neighbours "
        "overlap and add up: a convolution run backwards, with which decoders and generators grow "
        "their images."
    ),
    equation=r"y = f(z + b), \qquad z_{ps+id,\,qs+jd,\,f} \mathrel{+}= \sum_c x_{pqc}\, W_{ijfc}",
    source=(
        "Zeiler, Krishnan, Taylor, Fergus, Deconvolutional networks, 2010; Dumoulin and Visin, A "
        "guide to convolution arithmetic for deep learning, 2016"
    ),
    cases=[
        case("ordinary", x=x, filters=2, kernel_size=3),
        case("one image", x=normal(1, 4, 3, 5), filters=2, kernel_size=3),
        case("one pixel", x=normal(2, 1, 1, 3), filters=2, kernel_size=3),
        case("one pixel, same", x=normal(2, 1, 1, 3), filters=2, kernel_size=3, padding="same"),
        case("one channel, one filter", x=normal(2, 4, 3, 1), filters=1, kernel_size=3, strides=2),
        case("kernel of one pixel", x=x, filters=2, kernel_size=1),
        case("kernel of one pixel, strides", x=x, filters=2, kernel_size=1, strides=2),
        case("kernel as large as the image", x=x, filters=2, kernel_size=(4, 3)),
        case("same", x=x, filters=2, kernel_size=3, padding="same"),
        case("same, even kernel", x=x, filters=2, kernel_size=(2, 4), padding="same"),
        case("strides", x=x, filters=2, kernel_size=3, strides=2),
        case("strides, same", x=x, filters=2, kernel_size=3, strides=2, padding="same"),
        case(
            "strides, same, even kernel", x=x, filters=2, kernel_size=4, strides=2, padding="same"
        ),
        case("strides above the kernel", x=x, filters=2, kernel_size=2, strides=3),
        case(
            "strides above the kernel, same",
            x=x,
            filters=2,
            kernel_size=1,
            strides=3,
            padding="same",
        ),
        case("rectangular", x=x, filters=2, kernel_size=(3, 2), strides=(1, 3), padding="same"),
        case("output padding", x=x, filters=2, kernel_size=3, strides=2, output_padding=1),
        case("output padding of none", x=x, filters=2, kernel_size=2, strides=3, output_padding=0),
        case(
            "output padding, same",
            x=x,
            filters=2,
            kernel_size=3,
            strides=3,
            padding="same",
            output_padding=(0, 2),
        ),
        case(
            "output padding, same, even kernel",
            x=x,
            filters=2,
            kernel_size=4,
            strides=3,
            padding="same",
            output_padding=1,
        ),
        case("dilation", x=x, filters=2, kernel_size=3, dilation_rate=2, **WITHOUT_KERAS),
        case(
            "dilation, same",
            x=x,
            filters=2,
            kernel_size=2,
            dilation_rate=(1, 3),
            padding="same",
            **WITHOUT_KERAS,
        ),
        case("no bias", x=x, filters=2, kernel_size=3, strides=2, use_bias=False),
        case("relu", x=x, filters=2, kernel_size=3, activation="relu"),
        case("sigmoid", x=x, filters=2, kernel_size=3, strides=2, activation="sigmoid"),
        case(
            "many channels",
            x=normal(4, 7, 7, 48),
            filters=32,
            kernel_size=4,
            strides=2,
            padding="same",
        ),
        case("all zeros", x=full(0, 2, 4, 3, 5), filters=2, kernel_size=3),
        case("large values", x=normal(2, 4, 3, 5, scale=1e6), filters=2, kernel_size=3),
        case("tiny values", x=normal(2, 4, 3, 5, scale=1e-30), filters=2, kernel_size=3),
        case("not contiguous", x=strided(x), filters=2, kernel_size=3, strides=2),
    ],
    bad=[
        bad("no filters", says="`filters` must be an integer >= 1", filters=0, kernel_size=3, x=x),
        bad("empty kernel", says="`kernel_size` must be", filters=2, kernel_size=0, x=x),
        bad("no strides", says="`strides` must be", filters=2, kernel_size=3, strides=0, x=x),
        bad(
            "unknown padding", says="'valid', 'same'", filters=2, kernel_size=3, padding="full", x=x
        ),
        bad("no dilation", says="`dilation_rate`", filters=2, kernel_size=3, dilation_rate=0, x=x),
        bad(
            "strides with dilation",
            says="`strides` must be 1 where dilation_rate is above 1",
            filters=2,
            kernel_size=3,
            strides=2,
            dilation_rate=2,
            x=x,
        ),
        bad(
            "output padding as large as the stride",
            says="below the stride, 2,",
            filters=2,
            kernel_size=3,
            strides=2,
            output_padding=2,
            x=x,
        ),
        bad(
            "negative output padding",
            says="`output_padding`",
            filters=2,
            kernel_size=3,
            output_padding=-1,
            x=x,
        ),
        bad(
            "no output padding, same, even kernel",
            says="at least 1",
            filters=2,
            kernel_size=4,
            strides=2,
            padding="same",
            output_padding=0,
            x=x,
        ),
        bad(
            "unknown activation",
            says="`activation`",
            filters=2,
            kernel_size=3,
            activation="rleu",
            x=x,
        ),
        bad("three dimensions", says="4 dimensions", filters=2, kernel_size=3, x=normal(4, 3, 5)),
    ],
    differences=[
        Difference(
            "kernel layout",
            "(in, out, rows, columns)",
            "(rows, columns, out, in)",
            "transpose(3, 2, 0, 1)",
        ),
        Difference(
            "size with strides above the kernel",
            "(n - 1) s + k",
            "(n - 1) s + max(k, s)",
            "output_padding=max(s - k, 0)",
        ),
        Difference(
            "same padding", "not there", "n s pixels, the cut uneven", "cut the whole output"
        ),
        Difference("dilation", "allowed", "fails in float64 on a CPU", "dilation_rate=1"),
    ],
    random=partial(cases, draw_conv2d_transpose),
)
