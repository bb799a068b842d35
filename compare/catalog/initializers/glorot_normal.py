"""The record of Glorot normal."""

from compare.concept import Difference, bad, case, concept
from compare.observe import STATISTICAL, bounded

CONCEPT = concept(
    name="glorot_normal",
    family="initializers",
    symbol="GlorotNormal",
    title="Glorot (Xavier) normal",
    summary=(
        "Truncated normal draws whose variance depends on how many units meet on both sides, "
        "so that signals keep their size forwards and gradients backwards."
    ),
    equation=(
        r"w \sim \mathcal{N}_{|w| \le 2\sigma}(0, \sigma^2), \quad \operatorname{Var} w = "
        r"\frac{2}{n_\mathrm{in} + n_\mathrm{out}}"
    ),
    source=(
        "Glorot and Bengio, Understanding the difficulty of training deep feedforward "
        "neural networks, 2010"
    ),
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
            "not truncated (xavier_normal_)",
            "cut at two deviations, the variance kept",
            "trunc_normal_ with std = √(2 / (fan_in + fan_out)) / 0.8796, cut at ±2 std",
        ),
    ],
)
