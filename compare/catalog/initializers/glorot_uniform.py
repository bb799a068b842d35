"""The record of Glorot uniform."""

from compare.catalog.initializers.glorot_normal import CONCEPT as GLOROT_NORMAL
from compare.concept import Difference, concept

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
    cases=GLOROT_NORMAL.cases,
    bad=GLOROT_NORMAL.bad,
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
