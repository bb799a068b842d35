r"""Step decay: η = η₀ r^⌊t / T⌋, a factor r every T steps and no change in between.

Source: Krizhevsky, Sutskever, Hinton, "ImageNet classification with deep convolutional neural
networks", 2012; He, Zhang, Ren, Sun, "Deep residual learning for image recognition", 2016.
"""

import numpy as np

from scratch.schedules.schedule import Schedule
from scratch.validation import number


class StepDecay(Schedule):
    """The learning rate falls by a factor at regular intervals.

    Arguments:
        initial_learning_rate: η₀.
        decay_steps: T, in steps of the optimizer.
        decay_rate: r.

    >>> StepDecay(0.5, decay_steps=2)(np.arange(5))
    array([0.5  , 0.5  , 0.05 , 0.05 , 0.005])
    """

    def __init__(self, initial_learning_rate, decay_steps, decay_rate=0.1):
        super().__init__(initial_learning_rate, decay_steps)
        self.decay_rate = float(number("decay_rate", decay_rate, least=0))

    def learning_rate(self, step):
        """η₀ r^⌊t / T⌋."""
        return self.initial_learning_rate * self.decay_rate ** np.floor(step / self.decay_steps)


def step_decay(step, **arguments):
    """The learning rates of a StepDecay at `step`."""
    return StepDecay(**arguments)(step)
