"""Cosine decay in PyTorch: CosineAnnealingLR, which rises again after its minimum.

Keras stays at the minimum, which here is to ask for no later step.
"""

from torch import Tensor
from torch.optim.lr_scheduler import CosineAnnealingLR

from reference.pytorch.schedules.walk import walk


def cosine_decay(
    step: Tensor,
    initial_learning_rate: float,
    decay_steps: int,
    alpha: float = 0.0,
    convention: str = "keras",
) -> Tensor:
    """The learning rates at `step`."""
    if convention == "keras":
        step = step.clamp(max=decay_steps)
    eta_min = alpha * initial_learning_rate
    return walk(step, initial_learning_rate, CosineAnnealingLR, T_max=decay_steps, eta_min=eta_min)
