"""The record of He normal."""

from compare.concept import Difference, bad, case, concept
from compare.observe import STATISTICAL, bounded

CONCEPT = concept(
    name="he_normal",
    family="initializers",
    symbol="HeNormal",
    title="He (Kaiming) normal",
    summary=(
        "Truncated normal draws of variance 2 / fan_in: twice what a linear layer needs, as "
        "ReLU silences half of its inputs."
    ),
    equation=(
        r"w \sim \mathcal{N}_{|w| \le 2\sigma}(0, \sigma^2), \quad \operatorname{Var} w = "
        r"\frac{2}{n_\mathrm{in}}"
    ),
    source="He, Zhang, Ren, Sun, Delving Deep into Rectifiers, 2015",
    cases=[
        case("kernel", call={"shape": (500, 2000)}, observe=bounded, tolerance=STATISTICAL),
        case("tall kernel", call={"shape": (4000, 250)}, observe=bounded, tolerance=STATISTICAL),
        case(
            "convolution kernel",
            call={"shape": (5, 5, 100, 400)},
            observe=bounded,
            tolerance=STATISTICAL,
        ),
        case(
            "one dimension",
            call={"shape": (10**6,)},
            observe=bounded,
            tolerance=STATISTICAL,
            rooms=("scratch", "keras"),
            because="torch.nn.init takes no fewer than two dimensions",
        ),
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
            "tails",
            "not truncated (kaiming_normal_)",
            "cut at two deviations, the variance kept",
            "trunc_normal_ with std = √(2 / fan_in) / 0.8796, cut at ±2 std",
        ),
    ],
)
