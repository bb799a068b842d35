"""Paths of optimizers in PyTorch: torch.optim.SGD on gradients by autograd."""

from typing import Any

import torch
from torch import Tensor


def optimizer_paths(
    start: Tensor,
    curvature: Tensor,
    learning_rate: float = 0.02,
    momentum: float = 0.9,
    steps: int = 50,
) -> dict[str, Tensor]:
    """The points that each optimizer visits on Σ c w²."""
    settings: dict[str, dict[str, Any]] = {
        "sgd": {},
        "momentum": {"momentum": momentum},
        "nesterov": {"momentum": momentum, "nesterov": momentum > 0},
    }
    paths = {}
    for name, chosen in settings.items():
        w = start.clone().requires_grad_()
        optimizer = torch.optim.SGD([w], lr=learning_rate, **chosen)
        paths[name] = walk(optimizer, w, curvature, steps)
    return paths


def walk(optimizer: Any, w: Tensor, curvature: Tensor, steps: int) -> Tensor:
    """The points from the present w on."""
    path = [w.detach().clone()]
    for _ in range(steps):
        optimizer.zero_grad()
        (curvature * w.square()).sum().backward()
        optimizer.step()
        path.append(w.detach().clone())
    return torch.stack(path)
