"""The record of He uniform."""

from compare.concept import Difference, bad, case, concept
from compare.observe import STATISTICAL, bounded

CONCEPT = concept(
    name="he_uniform",
    family="initializers",
    symbol="HeUniform",
    title="He (Kaiming) uniform",
    summary=(
        "Uniform draws of variance 2 / fan_in: twice what a linear layer needs, as ReLU "
        "silences half of its inputs."
    ),
    equation=r"w \sim \mathcal{U}(-l, l), \quad l = \sqrt{\frac{6}{n_\mathrm{in}}}",
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
            "its name",
            "kaiming_uniform_; with a=√5 torch starts its own layers from it",
            "he_uniform",
            "kaiming_uniform_ with nonlinearity relu",
        ),
    ],
)
