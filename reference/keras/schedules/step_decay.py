"""Step decay in Keras: ExponentialDecay in a staircase, or PiecewiseConstantDecay."""

from typing import Any

from keras.optimizers import schedules

from reference.keras.optimizers.optimizer import exact
from reference.keras.schedules.exponential_decay import exponential_decay


def step_decay(
    step: Any, initial_learning_rate: float, decay_steps: int, decay_rate: float = 0.1
) -> Any:
    """The learning rates at `step`."""
    return exponential_decay(step, initial_learning_rate, decay_steps, decay_rate, staircase=True)


def piecewise_constant_decay(
    step: Any, initial_learning_rate: float, decay_steps: int, decay_rate: float = 0.1
) -> Any:
    """The same from a list of rates; a boundary is the last step at the rate before it."""
    falls = int(max(step)) // decay_steps
    boundaries = [decay_steps * (i + 1) - 1 for i in range(falls)]
    rates = [exact(initial_learning_rate * decay_rate**i) for i in range(falls + 1)]
    return schedules.PiecewiseConstantDecay(boundaries, rates)(step)
