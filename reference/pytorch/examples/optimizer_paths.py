"""Paths of optimizers in PyTorch: torch.optim, as Keras steps, on gradients by autograd."""

from typing import Any

import torch
from torch import Tensor

from reference.pytorch.optimizers.adam import Adam
from reference.pytorch.optimizers.rmsprop import RMSprop
from reference.pytorch.optimizers.sgd import SGD


def optimizer_paths(
    start: Tensor,
    curvature: Tensor,
    learning_rate: float = 0.02,
    momentum: float = 0.9,
    steps: int = 50,
) -> dict[str, Tensor]:
    """The points that each optimizer visits on Σ c w²."""
    optimizers: dict[str, tuple[Any, dict[str, Any]]] = {
        "sgd": (SGD, {}),
        "momentum": (SGD, {"momentum": momentum}),
        "nesterov": (SGD, {"momentum": momentum, "nesterov": True}),
        "rmsprop": (RMSprop, {}),
        "adam": (Adam, {}),
    }
    paths = {}
    for name, (make, settings) in optimizers.items():
        w = start.clone().requires_grad_()
        paths[name] = walk(make([w], learning_rate, **settings), w, curvature, steps)
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
