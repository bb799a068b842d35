"""The record of ones."""

from compare.concept import bad, case, concept

CONCEPT = concept(
    name="ones",
    family="initializers",
    symbol="Ones",
    title="Ones",
    summary=(
        "All ones: where the scale of a normalization starts, so that at first it changes nothing."
    ),
    equation=r"w = 1",
    source="Ioffe and Szegedy, Batch Normalization, 2015",
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
)
