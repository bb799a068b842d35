"""The record of normal draws."""

from compare.concept import Difference, bad, case, concept
from compare.observe import STATISTICAL, distribution

CONCEPT = concept(
    name="random_normal",
    family="initializers",
    symbol="RandomNormal",
    title="Random normal",
    summary=(
        "Normal draws of one deviation, whatever the shape of the parameter. Simple, but a "
        "deep network whose layers are not scaled by their width fades or explodes."
    ),
    equation=r"w \sim \mathcal{N}(\mu, \sigma^2)",
    source=(
        "Krizhevsky, Sutskever, Hinton, ImageNet Classification with Deep Convolutional "
        "Neural Networks, 2012"
    ),
    cases=[
        case("default", call={"shape": (500, 2000)}, observe=distribution, tolerance=STATISTICAL),
        case(
            "wide",
            call={"shape": (500, 2000)},
            stddev=2.0,
            observe=distribution,
            tolerance=STATISTICAL,
        ),
        case(
            "shifted",
            call={"shape": (500, 2000)},
            mean=1.0,
            stddev=0.5,
            observe=distribution,
            tolerance=STATISTICAL,
        ),
        case(
            "convolution kernel",
            call={"shape": (5, 5, 100, 400)},
            observe=distribution,
            tolerance=STATISTICAL,
        ),
        case("no deviation", call={"shape": (3, 4)}, mean=0.5, stddev=0.0),
    ],
    bad=[
        bad(
            "negative deviation",
            says="`stddev` must be a finite number >= 0",
            stddev=-1.0,
            call={"shape": (3, 4)},
        ),
        bad(
            "text mean",
            says="`mean` must be a finite",
            raises=TypeError,
            mean="0",
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
        Difference("default deviation", "1 (torch.nn.init.normal_)", "0.05", "std=0.05"),
    ],
)
