"""Step decay in PyTorch: torch.optim.lr_scheduler.StepLR."""

from torch import Tensor
from torch.optim.lr_scheduler import StepLR

from reference.pytorch.schedules.walk import walk


def step_decay(
    step: Tensor, initial_learning_rate: float, decay_steps: int, decay_rate: float = 0.1
) -> Tensor:
    """The learning rates at `step`."""
    return walk(step, initial_learning_rate, StepLR, step_size=decay_steps, gamma=decay_rate)
