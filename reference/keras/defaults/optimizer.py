"""Optimizers, on shared gradients of which half are small, so that an epsilon is seen.

Each measure isolates one difference: what else differs is made equal on both sides. Numbers are
given as np.float64: as Python's, they are rounded to float32 on their way.
"""

from typing import Any

import numpy as np
from keras import optimizers

from reference.keras.defaults import changing, path, walk
from reference.measured import RATES, Measured, measured

f = np.float64
BETAS = {"beta_1": f(0.9), "beta_2": f(0.999)}
NO_GRADIENT = np.zeros((2, 1))


def argument(optimizer: type, name: str) -> float:
    """The default of an optimizer's argument."""
    return round(float(optimizer().get_config()[name]), 9)


def moves(optimizer: type, **arguments: Any) -> str:
    """Whether a weight still moves once learning rate and gradient are zero."""
    steps = np.array([[1.0], [0.0]])
    first, second = walk(optimizer, steps, [0.01, 0.0], learning_rate=f(0.01), **arguments)
    return "times the rate" if np.array_equal(first, second) else "contains the rate"


def rescale_velocity(name: str) -> Any:
    """Where the rate changes, the velocity is scaled by new over old."""

    def before(method: Any, _w: Any, step: int) -> float:
        if step > 1 and RATES[step - 1] != RATES[step - 2]:
            (velocity,) = getattr(method, name)
            velocity.assign(velocity * (RATES[step - 1] / RATES[step - 2]))
        return 0.0

    return before


def scale_epsilon(epsilon: float) -> Any:
    """PyTorch adds epsilon to the root after it is corrected."""

    def before(method: Any, _w: Any, step: int) -> float:
        method.epsilon = epsilon * (1 - 0.999**step) ** 0.5
        return 0.0

    return before


def couple(_method: Any, w: Any, _step: int) -> np.ndarray:
    """Decay of 0.1 in the gradient."""
    return 0.1 * w.numpy()


def sgd_learning_rate() -> Measured:
    """How much of a gradient is taken off."""
    y, aligned = path(optimizers.SGD), path(optimizers.SGD, learning_rate=f(0.001))
    return measured(argument(optimizers.SGD, "learning_rate"), y, aligned)


def sgd_momentum_rounding() -> Measured:
    """Momentum 0.9 given as a Python float, in float64."""
    w = walk(optimizers.SGD, np.ones((2, 1)), learning_rate=1.0, momentum=0.9)
    kept = float(w[0, 0] - w[1, 0]) - 1
    y = path(optimizers.SGD, learning_rate=f(0.01), momentum=0.9)
    aligned = path(optimizers.SGD, learning_rate=f(0.01), momentum=np.float64(0.9))
    return measured("0.9" if abs(kept - 0.9) < 1e-12 else "0.9 in float32", y, aligned)


def sgd_momentum_rate() -> Measured:
    """The velocity of momentum: what is seen when the learning rate falls."""
    arguments = {"learning_rate": f(0.01), "momentum": f(0.9)}
    y = changing(optimizers.SGD, **arguments)
    aligned = changing(optimizers.SGD, rescale_velocity("momentums"), **arguments)
    return measured(moves(optimizers.SGD, momentum=f(0.9)), y, aligned)


def sgd_nesterov_rate() -> Measured:
    """The velocity of Nesterov's momentum: what is seen when the learning rate falls."""
    arguments = {"learning_rate": f(0.01), "momentum": f(0.9), "nesterov": True}
    y = changing(optimizers.SGD, **arguments)
    aligned = changing(optimizers.SGD, rescale_velocity("momentums"), **arguments)
    return measured(moves(optimizers.SGD, momentum=f(0.9), nesterov=True), y, aligned)


def sgd_weight_decay() -> Measured:
    """The weight 1 after two steps of decay with momentum and no gradient."""
    arguments = {"learning_rate": f(0.1), "momentum": f(0.9)}
    w = walk(optimizers.SGD, NO_GRADIENT, weight_decay=f(0.1), **arguments)[-1, 0]
    y = path(optimizers.SGD, weight_decay=f(0.1), **arguments)
    return measured(round(float(w), 4), y, path(optimizers.SGD, couple, **arguments))


def adagrad_learning_rate() -> Measured:
    """The rate."""
    arguments = {"initial_accumulator_value": f(0.1), "epsilon": 0.0}
    y = path(optimizers.Adagrad, learning_rate=f(0.001), **arguments)
    aligned = path(optimizers.Adagrad, learning_rate=f(0.01), **arguments)
    return measured(argument(optimizers.Adagrad, "learning_rate"), y, aligned)


def adagrad_accumulator() -> Measured:
    """What the sum of squares begins at."""
    arguments = {"learning_rate": f(0.01), "epsilon": 0.0}
    y = path(optimizers.Adagrad, initial_accumulator_value=f(0.1), **arguments)
    aligned = path(optimizers.Adagrad, initial_accumulator_value=0.0, **arguments)
    return measured(argument(optimizers.Adagrad, "initial_accumulator_value"), y, aligned)


def adagrad_epsilon() -> Measured:
    """What is added: to the root, or inside it."""
    arguments = {"learning_rate": f(0.01), "initial_accumulator_value": 0.0}
    y = path(optimizers.Adagrad, **arguments)
    aligned = path(optimizers.Adagrad, epsilon=0.0, **arguments)
    return measured(argument(optimizers.Adagrad, "epsilon"), y, aligned)


def rmsprop_learning_rate() -> Measured:
    """The rate."""
    arguments = {"rho": f(0.99), "epsilon": 1e-30}
    y = path(optimizers.RMSprop, learning_rate=f(0.001), **arguments)
    aligned = path(optimizers.RMSprop, learning_rate=f(0.01), **arguments)
    return measured(argument(optimizers.RMSprop, "learning_rate"), y, aligned)


def rmsprop_decay() -> Measured:
    """How much of the mean square is kept."""
    arguments = {"learning_rate": f(0.01), "epsilon": 1e-30}
    y = path(optimizers.RMSprop, rho=f(0.9), **arguments)
    aligned = path(optimizers.RMSprop, rho=f(0.99), **arguments)
    return measured(argument(optimizers.RMSprop, "rho"), y, aligned)


def rmsprop_epsilon() -> Measured:
    """What is added: to the root, or inside it."""
    arguments = {"learning_rate": f(0.01), "rho": f(0.99)}
    y = path(optimizers.RMSprop, **arguments)
    aligned = path(optimizers.RMSprop, epsilon=1e-30, **arguments)
    return measured(argument(optimizers.RMSprop, "epsilon"), y, aligned)


def rmsprop_momentum_rate() -> Measured:
    """The velocity of RMSprop's momentum: what is seen when the learning rate falls."""
    arguments = {"learning_rate": f(0.01), "rho": f(0.99), "epsilon": 1e-30, "momentum": f(0.9)}
    y = changing(optimizers.RMSprop, **arguments)
    aligned = changing(optimizers.RMSprop, rescale_velocity("_momentums"), **arguments)
    return measured(moves(optimizers.RMSprop, momentum=f(0.9)), y, aligned)


def adam_epsilon() -> Measured:
    """What is added to the root."""
    aligned = path(optimizers.Adam, scale_epsilon(1e-8), **BETAS)
    return measured(argument(optimizers.Adam, "epsilon"), path(optimizers.Adam, **BETAS), aligned)


def adam_epsilon_place() -> Measured:
    """What of the rate a first step is, when gradient and epsilon are both 1e-7."""
    w = walk(optimizers.Adam, np.full((1, 1), 1e-7), learning_rate=1.0, **BETAS)[0, 0]
    y = path(optimizers.Adam, **BETAS)
    aligned = path(optimizers.Adam, scale_epsilon(1e-7), **BETAS)
    return measured(round(float(1 - w), 3), y, aligned)


def adam_weight_decay() -> Measured:
    """The weight 1 after a step of decay 0.1 and no gradient."""
    w = walk(optimizers.Adam, NO_GRADIENT[:1], weight_decay=f(0.1))[0, 0]
    y = path(optimizers.Adam, epsilon=1e-30, weight_decay=f(0.1), **BETAS)
    aligned = path(optimizers.Adam, couple, epsilon=1e-30, **BETAS)
    return measured(round(float(w), 6), y, aligned)


def adamw_weight_decay() -> Measured:
    """The decay."""
    y = path(optimizers.AdamW, epsilon=1e-30, weight_decay=f(0.004), **BETAS)
    aligned = path(optimizers.AdamW, epsilon=1e-30, weight_decay=f(0.01), **BETAS)
    return measured(argument(optimizers.AdamW, "weight_decay"), y, aligned)


def adadelta_learning_rate() -> Measured:
    """The rate."""
    arguments = {"rho": f(0.9), "epsilon": 1e-6}
    y = path(optimizers.Adadelta, learning_rate=f(0.001), **arguments)
    aligned = path(optimizers.Adadelta, learning_rate=1.0, **arguments)
    return measured(argument(optimizers.Adadelta, "learning_rate"), y, aligned)


def adadelta_decay() -> Measured:
    """How much of the means is kept."""
    arguments = {"learning_rate": 1.0, "epsilon": 1e-6}
    y = path(optimizers.Adadelta, rho=f(0.95), **arguments)
    aligned = path(optimizers.Adadelta, rho=f(0.9), **arguments)
    return measured(argument(optimizers.Adadelta, "rho"), y, aligned)


def adadelta_epsilon() -> Measured:
    """What is added inside the roots."""
    arguments = {"learning_rate": 1.0, "rho": f(0.9)}
    y = path(optimizers.Adadelta, **arguments)
    aligned = path(optimizers.Adadelta, epsilon=1e-6, **arguments)
    return measured(argument(optimizers.Adadelta, "epsilon"), y, aligned)


def adamax_learning_rate() -> Measured:
    """The rate."""
    y = path(optimizers.Adamax, learning_rate=f(0.001), epsilon=1e-30, **BETAS)
    aligned = path(optimizers.Adamax, learning_rate=f(0.002), epsilon=1e-30, **BETAS)
    return measured(argument(optimizers.Adamax, "learning_rate"), y, aligned)


def adamax_epsilon() -> Measured:
    """What is added: to the gradient, or to the greatest so far."""
    y, aligned = path(optimizers.Adamax, **BETAS), path(optimizers.Adamax, epsilon=1e-30, **BETAS)
    return measured(argument(optimizers.Adamax, "epsilon"), y, aligned)


def nadam_learning_rate() -> Measured:
    """The rate."""
    y = path(optimizers.Nadam, learning_rate=f(0.001), epsilon=1e-30, **BETAS)
    aligned = path(optimizers.Nadam, learning_rate=f(0.002), epsilon=1e-30, **BETAS)
    return measured(argument(optimizers.Nadam, "learning_rate"), y, aligned)


def nadam_epsilon() -> Measured:
    """What is added to the corrected root."""
    y = path(optimizers.Nadam, learning_rate=f(0.002), **BETAS)
    aligned = path(optimizers.Nadam, learning_rate=f(0.002), epsilon=1e-8, **BETAS)
    return measured(argument(optimizers.Nadam, "epsilon"), y, aligned)


def nadam_momentum_decay() -> Measured:
    """How fast the momentum rises: the power of 0.96 grows by so much a step."""
    y = path(optimizers.Nadam, learning_rate=f(0.002), epsilon=1e-30, **BETAS)
    return measured("1, fixed", y)
