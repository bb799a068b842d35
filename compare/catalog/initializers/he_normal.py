"""The record of He normal."""

from compare.catalog.initializers.glorot_normal import CONCEPT as GLOROT_NORMAL
from compare.concept import Difference, concept

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
    cases=GLOROT_NORMAL.cases,
    bad=GLOROT_NORMAL.bad,
    differences=[
        Difference(
            "tails",
            "not truncated (kaiming_normal_)",
            "cut at two deviations, the variance kept",
            "trunc_normal_ with std = √(2 / fan_in) / 0.8796, cut at ±2 std",
        ),
    ],
)
