"""The record of Glorot uniform."""

from compare.concept import Difference, bad, case, concept
from compare.observe import STATISTICAL, bounded

CONCEPT = concept(
    name="glorot_uniform",
    family="initializers",
    symbol="GlorotUniform",
    title="Glorot (Xavier) uniform",
    summary=(
        "Uniform draws whose variance depends on how many units meet on both sides, so that "
        "signals keep their size forwards and gradients backwards."
    ),
    equation=(
        r"w \sim \mathcal{U}(-l, l), \quad l = \sqrt{\frac{6}{n_\mathrm{in} + "
        r"n_\mathrm{out}}}"
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
        Difference("its name", "xavier_uniform_", "glorot_uniform", ""),
        Difference(
            "initial kernel of a dense or convolutional layer",
            "U(-1/√fan_in, 1/√fan_in)",
            "glorot_uniform",
            "torch.nn.init.xavier_uniform_",
        ),
    ],
)
