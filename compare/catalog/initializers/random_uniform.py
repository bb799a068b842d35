"""The record of uniform draws."""

from compare.concept import Difference, bad, case, concept
from compare.observe import STATISTICAL, bounded

CONCEPT = concept(
    name="random_uniform",
    family="initializers",
    symbol="RandomUniform",
    title="Random uniform",
    summary=(
        "Uniform draws between two bounds, whatever the shape of the parameter: how Keras "
        "starts an embedding."
    ),
    equation=r"w \sim \mathcal{U}(a, b)",
    source="LeCun, Bottou, Orr, Müller, Efficient BackProp, 1998",
    cases=[
        case("default", call={"shape": (500, 2000)}, observe=bounded, tolerance=STATISTICAL),
        case(
            "wide",
            call={"shape": (500, 2000)},
            minval=-2.0,
            maxval=2.0,
            observe=bounded,
            tolerance=STATISTICAL,
        ),
        case(
            "one-sided",
            call={"shape": (500, 2000)},
            minval=0.0,
            maxval=1.0,
            observe=bounded,
            tolerance=STATISTICAL,
        ),
        case(
            "convolution kernel",
            call={"shape": (5, 5, 100, 400)},
            observe=bounded,
            tolerance=STATISTICAL,
        ),
        case("equal bounds", call={"shape": (3, 4)}, minval=0.5, maxval=0.5),
    ],
    bad=[
        bad(
            "bounds the wrong way round",
            says="`minval` must be at most maxval, -1.0",
            minval=1.0,
            maxval=-1.0,
            call={"shape": (3, 4)},
        ),
        bad(
            "text bound",
            says="`maxval` must be a finite",
            raises=TypeError,
            maxval="1",
            call={"shape": (3, 4)},
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
            "default bounds",
            "0 and 1 (torch.nn.init.uniform_)",
            "-0.05 and 0.05",
            "a=-0.05, b=0.05",
        ),
        Difference(
            "initial embedding",
            "N(0, 1)",
            "U(-0.05, 0.05)",
            "torch.nn.init.uniform_(w, -0.05, 0.05)",
        ),
    ],
)
