"""Reducing on a plateau in PyTorch: torch.optim.lr_scheduler.ReduceLROnPlateau.

Its patience is what Keras's is less one, its cooldown likewise, and its threshold is a share of
the best value unless threshold_mode="abs". eps, the smallest reduction that is made, is 0 here.
"""

from typing import Any

import torch
from torch import Tensor
from torch.optim.lr_scheduler import ReduceLROnPlateau


def reduce_lr_on_plateau(
    curve: Tensor,
    learning_rate: float = 1.0,
    factor: float = 0.1,
    patience: int = 10,
    mode: str = "min",
    min_delta: float = 1e-4,
    cooldown: int = 0,
    min_lr: float = 0.0,
    convention: str = "keras",
) -> Tensor:
    """The learning rate after each epoch of each curve."""
    as_keras = convention == "keras"
    settings: dict[str, Any] = {
        "mode": mode,
        "factor": factor,
        "patience": max(patience - 1, 0) if as_keras else patience,
        "threshold": min_delta,
        "threshold_mode": "abs" if as_keras else "rel",
        "cooldown": max(cooldown - 1, 0) if as_keras else cooldown,
        "min_lr": min_lr,
        "eps": 0.0,
    }
    curves = torch.atleast_2d(curve)
    found = [follow(values.tolist(), learning_rate, settings) for values in curves]
    return torch.tensor(found, dtype=torch.float64).reshape(curve.shape).to(curve.dtype)


def follow(values: list[float], learning_rate: float, settings: dict[str, Any]) -> list[float]:
    """The learning rate after each of the values."""
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=learning_rate)
    scheduler = ReduceLROnPlateau(optimizer, **settings)
    found = []
    for value in values:
        scheduler.step(value)
        found.append(optimizer.param_groups[0]["lr"])
    return found
