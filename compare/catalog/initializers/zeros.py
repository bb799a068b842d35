"""The record of zeros."""

from compare.concept import Difference, bad, case, concept

CONCEPT = concept(
    name="zeros",
    family="initializers",
    symbol="Zeros",
    title="Zeros",
    summary=(
        "All zeros: where a bias starts. A kernel may not start there, since all its units "
        "would have the same gradient and stay equal for ever."
    ),
    equation=r"w = 0",
    source="Goodfellow, Bengio, Courville, Deep Learning, 2016, section 8.4",
    cases=[
        case("bias", call={"shape": (5,)}),
        case("kernel", call={"shape": (3, 4)}),
        case("convolution kernel", call={"shape": (3, 3, 2, 4)}),
        case("no axis", call={"shape": ()}),
    ],
    bad=[
        bad(
            "negative length",
            says="`shape` must be a tuple of integers >= 1",
            call={"shape": (3, -4)},
        ),
        bad("number for shape", says="`shape` must be a tuple", call={"shape": 3}),
    ],
    differences=[
        Difference(
            "initial bias of a dense or convolutional layer",
            "U(-1/√fan_in, 1/√fan_in)",
            "zeros",
            "torch.nn.init.zeros_",
        ),
    ],
)
