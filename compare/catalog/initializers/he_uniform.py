"""The record of He uniform."""

from compare.catalog.initializers.glorot_normal import CONCEPT as GLOROT_NORMAL
from compare.concept import Difference, concept

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
    cases=GLOROT_NORMAL.cases,
    bad=GLOROT_NORMAL.bad,
    differences=[
        Difference(
            "its name",
            "kaiming_uniform_; with a=√5 torch starts its own layers from it",
            "he_uniform",
            "kaiming_uniform_ with nonlinearity relu",
        ),
    ],
)
