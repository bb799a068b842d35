"""Optimizers, on shared gradients of which half are small, so that an epsilon is seen.

Each measure isolates one difference: what else differs is made equal on both sides.
"""

from typing import Any

import numpy as np
import torch
from torch import optim

from reference.measured import RATES, Measured, measured
from reference.pytorch.defaults import changing, path, walk

NO_GRADIENT = np.zeros((2, 1))


def argument(optimizer: type, name: str) -> Any:
    """The default of an optimizer's argument."""
    return optimizer([torch.nn.Parameter(torch.zeros(1))]).defaults[name]


def moves(optimizer: type, **arguments: Any) -> str:
    """Whether a weight still moves once learning rate and gradient are zero."""
    first, second = walk(optimizer, np.array([[1.0], [0.0]]), [0.01, 0.0], lr=0.01, **arguments)
    return "times the rate" if torch.equal(first, second) else "contains the rate"


def rescale_velocity(method: Any, w: Any, step: int) -> None:
    """Where the rate changes, the velocity is scaled by old over new."""
    if step > 1 and RATES[step - 1] != RATES[step - 2]:
        method.state[w]["momentum_buffer"] *= RATES[step - 2] / RATES[step - 1]


def scale_epsilon(method: Any, _w: Any, step: int) -> None:
    """Keras adds 1e-7 to the root before it is corrected."""
    for group in method.param_groups:
        group["eps"] = 1e-7 / (1 - group["betas"][1] ** step) ** 0.5


def decay(method: Any, w: Any, _step: int) -> None:
    """Decoupled decay of 0.1."""
    w.mul_(1 - method.param_groups[0]["lr"] * 0.1)


def sgd_learning_rate() -> Measured:
    """How much of a gradient is taken off."""
    return measured(argument(optim.SGD, "lr"), path(optim.SGD), path(optim.SGD, lr=0.01))


def sgd_momentum_rounding() -> Measured:
    """Momentum 0.9 given as a Python float, in float64."""
    w = walk(optim.SGD, np.ones((2, 1)), lr=1.0, momentum=0.9)
    kept = float(w[0] - w[1]) - 1
    y = path(optim.SGD, lr=0.01, momentum=0.9)
    return measured("0.9" if abs(kept - 0.9) < 1e-12 else "0.9 in float32", y)


def sgd_momentum_rate() -> Measured:
    """The velocity of momentum: what is seen when the learning rate falls."""
    arguments: dict[str, Any] = {"lr": 0.01, "momentum": 0.9}
    y = changing(optim.SGD, **arguments)
    return measured(
        moves(optim.SGD, momentum=0.9), y, changing(optim.SGD, rescale_velocity, **arguments)
    )


def sgd_nesterov_rate() -> Measured:
    """The velocity of Nesterov's momentum: what is seen when the learning rate falls."""
    arguments: dict[str, Any] = {"lr": 0.01, "momentum": 0.9, "nesterov": True}
    word = moves(optim.SGD, momentum=0.9, nesterov=True)
    y = changing(optim.SGD, **arguments)
    return measured(word, y, changing(optim.SGD, rescale_velocity, **arguments))


def sgd_weight_decay() -> Measured:
    """The weight 1 after two steps of decay with momentum and no gradient."""
    arguments: dict[str, Any] = {"lr": 0.1, "momentum": 0.9, "weight_decay": 0.1}
    w = walk(optim.SGD, NO_GRADIENT, **arguments)[-1, 0]
    aligned = path(optim.SGD, decay, lr=0.1, momentum=0.9)
    return measured(round(float(w), 4), path(optim.SGD, **arguments), aligned)


def adagrad_learning_rate() -> Measured:
    """The rate."""
    arguments: dict[str, Any] = {"initial_accumulator_value": 0.1, "eps": 0.0}
    y = path(optim.Adagrad, **arguments)
    return measured(argument(optim.Adagrad, "lr"), y, path(optim.Adagrad, lr=0.001, **arguments))


def adagrad_accumulator() -> Measured:
    """What the sum of squares begins at."""
    y = path(optim.Adagrad, eps=0.0)
    aligned = path(optim.Adagrad, initial_accumulator_value=0.1, eps=0.0)
    return measured(float(argument(optim.Adagrad, "initial_accumulator_value")), y, aligned)


def adagrad_epsilon() -> Measured:
    """What is added: to the root, or inside it."""
    y, aligned = path(optim.Adagrad), path(optim.Adagrad, eps=0.0)
    return measured(argument(optim.Adagrad, "eps"), y, aligned)


def rmsprop_learning_rate() -> Measured:
    """The rate."""
    y = path(optim.RMSprop, eps=1e-30)
    return measured(argument(optim.RMSprop, "lr"), y, path(optim.RMSprop, lr=0.001, eps=1e-30))


def rmsprop_decay() -> Measured:
    """How much of the mean square is kept."""
    y = path(optim.RMSprop, eps=1e-30)
    return measured(argument(optim.RMSprop, "alpha"), y, path(optim.RMSprop, alpha=0.9, eps=1e-30))


def rmsprop_epsilon() -> Measured:
    """What is added: to the root, or inside it."""
    y, aligned = path(optim.RMSprop), path(optim.RMSprop, eps=1e-30)
    return measured(argument(optim.RMSprop, "eps"), y, aligned)


def rmsprop_momentum_rate() -> Measured:
    """The velocity of RMSprop's momentum: what is seen when the learning rate falls."""
    arguments: dict[str, Any] = {"lr": 0.01, "eps": 1e-30, "momentum": 0.9}
    y = changing(optim.RMSprop, **arguments)
    aligned = changing(optim.RMSprop, rescale_velocity, **arguments)
    return measured(moves(optim.RMSprop, momentum=0.9), y, aligned)


def adam_epsilon() -> Measured:
    """What is added to the root."""
    return measured(argument(optim.Adam, "eps"), path(optim.Adam), path(optim.Adam, scale_epsilon))


def adam_epsilon_place() -> Measured:
    """What of the rate a first step is, when gradient and epsilon are both 1e-7."""
    w = walk(optim.Adam, np.full((1, 1), 1e-7), lr=1.0, eps=1e-7)[0, 0]
    y, aligned = path(optim.Adam, eps=1e-7), path(optim.Adam, scale_epsilon)
    return measured(round(float(1 - w), 3), y, aligned)


def adam_weight_decay() -> Measured:
    """The weight 1 after a step of decay 0.1 and no gradient."""
    w = walk(optim.Adam, NO_GRADIENT[:1], weight_decay=0.1)[0, 0]
    y = path(optim.Adam, eps=1e-30, weight_decay=0.1)
    aligned = path(optim.AdamW, eps=1e-30, weight_decay=0.1)
    return measured(round(float(w), 6), y, aligned)


def adamw_weight_decay() -> Measured:
    """The decay."""
    y, aligned = path(optim.AdamW, eps=1e-30), path(optim.AdamW, eps=1e-30, weight_decay=0.004)
    return measured(argument(optim.AdamW, "weight_decay"), y, aligned)


def adadelta_learning_rate() -> Measured:
    """The rate."""
    y = path(optim.Adadelta)
    return measured(argument(optim.Adadelta, "lr"), y, path(optim.Adadelta, lr=0.001))


def adadelta_decay() -> Measured:
    """How much of the means is kept."""
    y = path(optim.Adadelta)
    return measured(argument(optim.Adadelta, "rho"), y, path(optim.Adadelta, rho=0.95))


def adadelta_epsilon() -> Measured:
    """What is added inside the roots."""
    y = path(optim.Adadelta)
    return measured(argument(optim.Adadelta, "eps"), y, path(optim.Adadelta, eps=1e-7))


def adamax_learning_rate() -> Measured:
    """The rate."""
    y = path(optim.Adamax, eps=1e-30)
    return measured(argument(optim.Adamax, "lr"), y, path(optim.Adamax, lr=0.001, eps=1e-30))


def adamax_epsilon() -> Measured:
    """What is added: to the gradient, or to the greatest so far."""
    y, aligned = path(optim.Adamax, lr=0.001), path(optim.Adamax, lr=0.001, eps=1e-30)
    return measured(argument(optim.Adamax, "eps"), y, aligned)


def nadam_learning_rate() -> Measured:
    """The rate."""
    arguments: dict[str, Any] = {"momentum_decay": 1.0, "eps": 1e-30}
    y = path(optim.NAdam, **arguments)
    return measured(argument(optim.NAdam, "lr"), y, path(optim.NAdam, lr=0.001, **arguments))


def nadam_epsilon() -> Measured:
    """What is added to the corrected root."""
    y = path(optim.NAdam, momentum_decay=1.0)
    aligned = path(optim.NAdam, momentum_decay=1.0, eps=1e-7)
    return measured(argument(optim.NAdam, "eps"), y, aligned)


def nadam_momentum_decay() -> Measured:
    """How fast the momentum rises: the power of 0.96 grows by so much a step."""
    y, aligned = path(optim.NAdam, eps=1e-30), path(optim.NAdam, eps=1e-30, momentum_decay=1.0)
    return measured(argument(optim.NAdam, "momentum_decay"), y, aligned)
