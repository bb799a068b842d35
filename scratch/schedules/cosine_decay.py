r"""Cosine decay: η = η₀ ((1 - α) (1 + cos(π t / T)) / 2 + α), half a wave from η₀ down to α η₀.

Keras:    η stays at α η₀ after step T
PyTorch:  η follows the wave, and rises again

Source: Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017.
"""

import numpy as np

from scratch.schedules.schedule import Schedule
from scratch.validation import number, one_of


class CosineDecay(Schedule):
    """The learning rate falls slowly at first, then fast, and slowly again at the end.

    Arguments:
        initial_learning_rate: η₀.
        decay_steps: T, in steps of the optimizer.
        alpha: α, the last learning rate as a share of the first; PyTorch's eta_min is α η₀.
        convention: "keras" or "pytorch", whose way after step T is followed.

    >>> CosineDecay(0.5, decay_steps=2)(np.arange(4))
    array([0.5 , 0.25, 0.  , 0.  ])
    """

    def __init__(self, initial_learning_rate, decay_steps, alpha=0.0, convention="keras"):
        super().__init__(initial_learning_rate, decay_steps)
        self.alpha = float(number("alpha", alpha, least=0))
        self.convention = one_of("convention", convention, ("keras", "pytorch"))

    def learning_rate(self, step):
        """η₀ ((1 - α) (1 + cos(π t / T)) / 2 + α)."""
        α = self.alpha
        if self.convention == "keras":
            step = np.minimum(step, self.decay_steps)
        wave = (1 + np.cos(np.pi * (step / self.decay_steps))) / 2
        return self.initial_learning_rate * ((1 - α) * wave + α)


def cosine_decay(step, **arguments):
    """The learning rates of a CosineDecay at `step`."""
    return CosineDecay(**arguments)(step)
