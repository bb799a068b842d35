"""The record of Adam."""

from compare.concept import Difference, bad, concept
from compare.optimizer_cases import as_pytorch, case, shared_bad

EPSILON = "Keras adds epsilon to the uncorrected root"

CONCEPT = concept(
    name="adam",
    family="optimizers",
    symbol="Adam",
    title="Adam",
    summary=(
        "Keeps moving means of the gradient and of its square, corrects both for their start at "
        "zero, and steps by their ratio: about the learning rate, whatever the gradient's size."
    ),
    equation=r"w \leftarrow w - \eta \frac{\sqrt{1 - \beta_2^t}}{1 - \beta_1^t} "
    r"\frac{m}{\sqrt{v} + \varepsilon}",
    source=(
        "Kingma and Ba, Adam: a method for stochastic optimization, 2015; Reddi, Kale, Kumar, On "
        "the convergence of Adam and beyond, 2018 (AMSGrad)"
    ),
    cases=[
        case("ordinary"),
        case("changing rate", changing=True),
        case("other means", beta_1=0.5, beta_2=0.9, epsilon=1e-3),
        case("no first mean", beta_1=0.0),
        case("amsgrad", amsgrad=True),
        case("weight decay", weight_decay=0.01),
        case("clipped by global norm", global_clipnorm=1.5),
        as_pytorch("ordinary", because=EPSILON),
        as_pytorch("changing rate", because=EPSILON, changing=True),
        as_pytorch("amsgrad", because=EPSILON, amsgrad=True),
        as_pytorch("weight decay", because="Keras's weight decay is decoupled", weight_decay=0.01),
    ],
    bad=[
        *shared_bad(),
        bad("beta of one", says="`beta_2` must be a finite number >= 0 and < 1", beta_2=1.0),
        bad(
            "betas as a pair",
            says="`beta_1` must be a finite number",
            raises=TypeError,
            beta_1=(0.9, 0.999),
        ),
        bad("negative epsilon", says="`epsilon` must be a finite number >= 0", epsilon=-1e-7),
    ],
    differences=[
        Difference("epsilon", "1e-8", "1e-7", "set it; equal values are not enough"),
        Difference(
            "where epsilon is added",
            "to √v / √(1 - β₂ᵗ)",
            "to √v",
            "in PyTorch, before each step: eps = ε / √(1 - β₂ᵗ)",
        ),
        Difference(
            "precision of the betas",
            "Python floats are kept",
            "Python floats go through float32",
            "pass np.float64 in Keras",
        ),
        Difference("weight decay", "coupled: g + λw", "decoupled: w - ηλw", "torch.optim.AdamW"),
    ],
)
