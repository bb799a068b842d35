"""The record of stochastic gradient descent."""

import numpy as np

from compare.concept import Difference, bad, concept
from compare.concept import case as plain_case
from compare.draws import normal

STEPS = 200


def case(name, changing=False, **arguments):
    """200 steps on the same gradients, at a constant or a changing learning rate."""
    rates = np.full(STEPS, 0.05)
    if changing:
        rates = 0.05 * 0.5 ** (np.arange(STEPS) // 40)
    return plain_case(
        name,
        kernel=normal(STEPS, 4, 3),
        bias=normal(STEPS, 3),
        params={"kernel": normal(4, 3), "bias": normal(3)},
        call={"learning_rates": rates},
        **arguments,
    )


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
        case(
            "momentum, changing rate, as PyTorch",
            changing=True,
            momentum=0.9,
            convention="pytorch",
            rooms=("scratch", "pytorch"),
            because="Keras keeps the learning rate inside the velocity",
        ),
        case(
            "nesterov, changing rate, as PyTorch",
            changing=True,
            momentum=0.9,
            nesterov=True,
            convention="pytorch",
            rooms=("scratch", "pytorch"),
            because="Keras keeps the learning rate inside the velocity",
        ),
        case(
            "weight decay, as PyTorch",
            momentum=0.9,
            weight_decay=0.01,
            convention="pytorch",
            rooms=("scratch", "pytorch"),
            because="Keras's weight decay is decoupled",
        ),
    ],
    bad=[
        bad("negative rate", says="`learning_rate` must be a finite number >= 0", learning_rate=-1),
        bad(
            "momentum of one", says="`momentum` must be a finite number >= 0 and < 1", momentum=1.0
        ),
        bad("unknown convention", says="`convention` must be one of", convention="jax"),
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
    ],
)
