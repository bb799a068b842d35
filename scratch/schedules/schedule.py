"""What all schedules share: a learning rate as a function of the number of steps taken so far."""

import numpy as np

from scratch.validation import integer, number, reals, reject


class Schedule:
    """Called with a step, or an array of steps, it gives the learning rate of that step.

    An optimizer takes a schedule in place of a learning rate: `SGD(ExponentialDecay(...))`.
    """

    def __init__(self, initial_learning_rate, decay_steps):
        self.initial_learning_rate = float(
            number("initial_learning_rate", initial_learning_rate, least=0)
        )
        self.decay_steps = integer("decay_steps", decay_steps)

    def __call__(self, step):
        """η at `step`, counted from 0, in the shape and dtype of `step`."""
        step = reals("step", step)
        if np.any(step < 0):
            reject("step", "numbers >= 0", step)
        return self.learning_rate(step)

    def learning_rate(self, step):
        """η at `step`, an array of floating numbers."""
        raise NotImplementedError
