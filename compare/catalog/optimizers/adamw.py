"""The record of AdamW."""

from compare.concept import Difference, bad, concept
from compare.optimizer_cases import as_pytorch, case, shared_bad

EPSILON = "Keras adds epsilon to the uncorrected root"

CONCEPT = concept(
    name="adamw",
    family="optimizers",
    symbol="AdamW",
    title="AdamW",
    summary=(
        "Adam with decoupled weight decay: the weights shrink by a fixed share of the learning "
        "rate before each step, however large their gradients are."
    ),
    equation=r"w \leftarrow (1 - \eta \lambda) w - \eta \frac{\sqrt{1 - \beta_2^t}}{1 - \beta_1^t} "
    r"\frac{m}{\sqrt{v} + \varepsilon}",
    source="Loshchilov and Hutter, Decoupled weight decay regularization, 2019",
    cases=[
        case("ordinary"),
        case("changing rate", changing=True, weight_decay=0.1),
        case("amsgrad, clipped by norm", amsgrad=True, clipnorm=1.5),
        case("no decay", weight_decay=0.0),
        as_pytorch("ordinary", because=EPSILON),
        as_pytorch("changing rate", because=EPSILON, changing=True, weight_decay=0.1),
    ],
    bad=[
        *shared_bad(),
        bad("beta of one", says="`beta_1` must be a finite number >= 0 and < 1", beta_1=1.0),
        bad("negative epsilon", says="`epsilon` must be a finite number >= 0", epsilon=-1e-7),
    ],
    differences=[
        Difference("weight decay", "0.01", "0.004", "set it"),
        Difference("epsilon", "1e-8", "1e-7", "set it; equal values are not enough"),
        Difference(
            "where epsilon is added",
            "to √v / √(1 - β₂ᵗ)",
            "to √v",
            "in PyTorch, before each step: eps = ε / √(1 - β₂ᵗ)",
        ),
    ],
)
