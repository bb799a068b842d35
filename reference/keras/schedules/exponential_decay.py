"""Exponential decay in Keras: keras.optimizers.schedules.ExponentialDecay."""

from typing import Any

from keras.optimizers import schedules

from reference.keras.optimizers.optimizer import exact


def exponential_decay(
    step: Any,
    initial_learning_rate: float,
    decay_steps: int,
    decay_rate: float,
    staircase: bool = False,
) -> Any:
    """The learning rates at `step`."""
    schedule = schedules.ExponentialDecay(
        exact(initial_learning_rate), decay_steps, exact(decay_rate), staircase
    )
    return schedule(step)
