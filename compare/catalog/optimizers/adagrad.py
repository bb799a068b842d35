"""The record of Adagrad."""

from compare.concept import Difference, bad, concept
from compare.optimizer_cases import as_pytorch, case, shared_bad

OUTSIDE = "Keras adds epsilon inside the root"

CONCEPT = concept(
    name="adagrad",
    family="optimizers",
    symbol="Adagrad",
    title="Adagrad",
    summary=(
        "Gives each weight its own learning rate, which falls with the sum of the squares of its "
        "gradients so far: rare features keep taking large steps."
    ),
    equation=r"a \leftarrow a + g^2, \qquad w \leftarrow w - \frac{\eta g}{\sqrt{a + \varepsilon}}",
    source=(
        "Duchi, Hazan, Singer, Adaptive subgradient methods for online learning and stochastic "
        "optimization, 2011"
    ),
    cases=[
        case("ordinary"),
        case("changing rate", changing=True),
        case("accumulator from zero", initial_accumulator_value=0.0),
        case("weight decay and clipping", weight_decay=0.01, global_clipnorm=1.5),
        as_pytorch("ordinary", because=OUTSIDE),
        as_pytorch("accumulator from zero", because=OUTSIDE, initial_accumulator_value=0.0),
        as_pytorch(
            "weight decay and clipping",
            because="Keras's weight decay is decoupled",
            weight_decay=0.01,
            global_clipnorm=1.5,
        ),
    ],
    bad=[
        *shared_bad(),
        bad(
            "negative accumulator",
            says="`initial_accumulator_value` must be a finite number >= 0",
            initial_accumulator_value=-0.1,
        ),
        bad("negative epsilon", says="`epsilon` must be a finite number >= 0", epsilon=-1e-7),
    ],
    differences=[
        Difference("learning rate", "0.01", "0.001", "set it"),
        Difference("initial accumulator", "0", "0.1", "set it"),
        Difference("epsilon", "1e-10", "1e-7", "set it"),
        Difference(
            "where epsilon is added",
            "to the root",
            "inside the root",
            "in PyTorch: eps=0, and an accumulator that starts epsilon higher",
        ),
        Difference("weight decay", "coupled: g + λw", "decoupled: w - ηλw", "add λw to g in Keras"),
    ],
)
