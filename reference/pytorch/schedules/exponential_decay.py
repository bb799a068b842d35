"""Exponential decay in PyTorch: ExponentialLR, whose factor is that of a single step."""

from torch import Tensor
from torch.optim.lr_scheduler import ExponentialLR

from reference.pytorch.schedules.step_decay import step_decay
from reference.pytorch.schedules.walk import walk


def exponential_decay(
    step: Tensor,
    initial_learning_rate: float,
    decay_steps: int,
    decay_rate: float,
    staircase: bool = False,
) -> Tensor:
    """The learning rates at `step`; a staircase is a step decay."""
    if staircase:
        return step_decay(step, initial_learning_rate, decay_steps, decay_rate)
    gamma = decay_rate ** (1 / decay_steps)
    return walk(step, initial_learning_rate, ExponentialLR, gamma=gamma)
