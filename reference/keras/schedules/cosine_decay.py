"""Cosine decay in Keras: keras.optimizers.schedules.CosineDecay, which stays at its minimum."""

from typing import Any

from keras.optimizers import schedules

from reference.keras.optimizers.optimizer import exact


def cosine_decay(
    step: Any, initial_learning_rate: float, decay_steps: int, alpha: float = 0.0
) -> Any:
    """The learning rates at `step`."""
    return schedules.CosineDecay(exact(initial_learning_rate), decay_steps, exact(alpha))(step)
