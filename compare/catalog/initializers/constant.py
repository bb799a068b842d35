"""The record of a constant."""

from compare.concept import Difference, bad, case, concept

CONCEPT = concept(
    name="constant",
    family="initializers",
    symbol="Constant",
    title="Constant",
    summary=(
        "One value everywhere: for a bias that is to start elsewhere than at zero, such as at "
        "the log-odds of a rare class."
    ),
    equation=r"w = c",
    source="Goodfellow, Bengio, Courville, Deep Learning, 2016, section 8.4",
    cases=[
        case("bias", call={"shape": (5,)}, value=0.25),
        case("kernel", call={"shape": (3, 4)}, value=0.25),
        case("convolution kernel", call={"shape": (3, 3, 2, 4)}, value=0.25),
        case("no axis", call={"shape": ()}, value=0.25),
        case("default", call={"shape": (3, 4)}),
        case(
            "decimal value",
            call={"shape": (3, 4)},
            value=0.1,
            allowed={"keras": (2.0**-24, "Keras rounds the value to float32 first")},
        ),
    ],
    bad=[
        bad("text", says="`value`", raises=TypeError, value="1", call={"shape": (3, 4)}),
        bad(
            "infinite",
            says="`value` must be a finite number",
            value=float("inf"),
            call={"shape": (3,)},
        ),
        bad(
            "negative length",
            says="`shape` must be a tuple of integers >= 1",
            call={"shape": (3, -4)},
        ),
        bad("number for shape", says="`shape` must be a tuple", call={"shape": 3}),
    ],
    differences=[
        Difference(
            "a decimal value in float64",
            "exact",
            "rounded to float32: 0.1 becomes 0.1 + 1.5e-9",
            "np.float64(0.1)",
        ),
    ],
)
