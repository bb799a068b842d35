"""The record of truncated normal draws."""

from compare.concept import Difference, bad, case, concept
from compare.observe import STATISTICAL, bounded

CONCEPT = concept(
    name="truncated_normal",
    family="initializers",
    symbol="TruncatedNormal",
    title="Truncated normal",
    summary=(
        "Normal draws without the tails: what lies further than two deviations from the mean "
        "is drawn again, so that no unit starts saturated. The cut leaves 0.88 of the "
        "deviation."
    ),
    equation=r"w \sim \mathcal{N}(\mu, \sigma^2), \quad |w - \mu| \le 2\sigma",
    source="Robert, Simulation of Truncated Normal Variables, 1995",
    cases=[
        case("default", call={"shape": (500, 2000)}, observe=bounded, tolerance=STATISTICAL),
        case(
            "wide", call={"shape": (500, 2000)}, stddev=2.0, observe=bounded, tolerance=STATISTICAL
        ),
        case(
            "shifted",
            call={"shape": (500, 2000)},
            mean=1.0,
            stddev=0.5,
            observe=bounded,
            tolerance=STATISTICAL,
        ),
        case(
            "convolution kernel",
            call={"shape": (5, 5, 100, 400)},
            observe=bounded,
            tolerance=STATISTICAL,
        ),
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
        Difference("default deviation", "1", "0.05", "std=0.05"),
        Difference(
            "where it is cut",
            "at a = -2 and b = 2, whatever the deviation",
            "at two deviations",
            "a=mean - 2 std, b=mean + 2 std",
        ),
    ],
)
