"""The record of stochastic gradient descent."""

from compare.concept import Difference, bad, concept
from compare.optimizer_cases import as_pytorch, case, shared_bad

CONCEPT = concept(
    name="sgd",
    family="optimizers",
    symbol="SGD",
    title="Stochastic gradient descent",
    summary=(
        "Steps against the gradient. With momentum it keeps a velocity, a decaying sum of the "
        "gradients so far; Nesterov's form looks at where the velocity is about to lead."
    ),
    equation=r"v \leftarrow \mu v - \eta g, \qquad w \leftarrow w + v",
    source=(
        "Robbins and Monro 1951; Polyak 1964; Sutskever, Martens, Dahl, Hinton, On the importance "
        "of initialization and momentum in deep learning, 2013"
    ),
    cases=[
        case("plain"),
        case("momentum", momentum=0.9),
        case("nesterov", momentum=0.9, nesterov=True),
        case("momentum, changing rate", changing=True, momentum=0.9),
        case("nesterov, changing rate", changing=True, momentum=0.9, nesterov=True),
        case("weight decay", momentum=0.9, weight_decay=0.01),
        case("clipped by value", momentum=0.9, clipvalue=0.5),
        case("clipped by norm", momentum=0.9, clipnorm=1.5),
        case("clipped by global norm", momentum=0.9, global_clipnorm=1.5),
        as_pytorch(
            "momentum, changing rate",
            because="Keras keeps the learning rate inside the velocity",
            changing=True,
            momentum=0.9,
        ),
        as_pytorch(
            "nesterov, changing rate",
            because="Keras keeps the learning rate inside the velocity",
            changing=True,
            momentum=0.9,
            nesterov=True,
        ),
        as_pytorch(
            "weight decay",
            because="Keras's weight decay is decoupled",
            momentum=0.9,
            weight_decay=0.01,
        ),
        as_pytorch("clipped by norm", because="Keras adds nothing to the norm", clipnorm=1.5),
        as_pytorch(
            "clipped by global norm", because="Keras adds nothing to the norm", global_clipnorm=1.5
        ),
    ],
    bad=[
        *shared_bad(),
        bad(
            "momentum of one", says="`momentum` must be a finite number >= 0 and < 1", momentum=1.0
        ),
    ],
    differences=[
        Difference("learning rate", "0.001", "0.01", "set it"),
        Difference(
            "momentum when the learning rate changes",
            "the velocity does not hold it",
            "the velocity holds it",
            "multiply the velocity by the ratio of the rates at the change",
        ),
        Difference("weight decay", "coupled: g + λw", "decoupled: w - ηλw", "add λw to g in Keras"),
        Difference(
            "clipping by norm",
            "clip_grad_norm_, all gradients together, c / (‖g‖ + 1e-6)",
            "clipnorm, each variable by itself, c / ‖g‖",
            "global_clipnorm in Keras, and undo the 1e-6",
        ),
    ],
)
