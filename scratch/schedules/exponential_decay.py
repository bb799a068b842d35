r"""Exponential decay: η = η₀ r^(t / T), so that T steps make a factor r.

Source: Szegedy et al., "Going deeper with convolutions", 2015 (in steps: 4% every 8 epochs).
"""

import numpy as np

from scratch.schedules.schedule import Schedule
from scratch.validation import boolean, number


class ExponentialDecay(Schedule):
    """The learning rate falls by the same share at every step.

    Arguments:
        initial_learning_rate: η₀.
        decay_steps: T, in steps of the optimizer.
        decay_rate: r.
        staircase: fall once in T steps, by r: the exponent is rounded down.

    >>> ExponentialDecay(0.4, decay_steps=2, decay_rate=0.25)(np.arange(4))
    array([0.4 , 0.2 , 0.1 , 0.05])
    """

    def __init__(self, initial_learning_rate, decay_steps, decay_rate, staircase=False):
        super().__init__(initial_learning_rate, decay_steps)
        self.decay_rate = float(number("decay_rate", decay_rate, least=0))
        self.staircase = boolean("staircase", staircase)

    def learning_rate(self, step):
        """η₀ r^(t / T)."""
        p = step / self.decay_steps
        return self.initial_learning_rate * self.decay_rate ** (
            np.floor(p) if self.staircase else p
        )


def exponential_decay(step, **arguments):
    """The learning rates of an ExponentialDecay at `step`."""
    return ExponentialDecay(**arguments)(step)
