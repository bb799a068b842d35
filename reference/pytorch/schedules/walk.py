"""PyTorch's schedulers have no formula to ask: they change an optimizer's rate step by step."""

from typing import Any

import torch
from torch import Tensor


def walk(step: Tensor, initial_learning_rate: float, scheduler: Any, **settings: Any) -> Tensor:
    """The learning rates at `step`, whole numbers, in its shape and dtype."""
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=initial_learning_rate)
    schedule = scheduler(optimizer, **settings)
    rates = [initial_learning_rate]
    for _ in range(int(step.max())):
        optimizer.step()
        schedule.step()
        rates += schedule.get_last_lr()
    return torch.tensor(rates, dtype=torch.float64)[step.long()].to(step.dtype)
