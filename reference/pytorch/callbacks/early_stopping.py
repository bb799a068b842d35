"""Early stopping in PyTorch, which has none: the usual loop, for all curves at the same time."""

import torch
from torch import Tensor


def early_stopping(
    curve: Tensor,
    min_delta: float = 0.0,
    patience: int = 0,
    mode: str = "min",
    baseline: float | None = None,
) -> dict[str, Tensor]:
    """How many epochs of each curve are run, and which of them is the best."""
    losses = torch.atleast_2d(curve.double()) * (1 if mode == "min" else -1)
    limit = torch.inf if baseline is None else baseline * (1 if mode == "min" else -1)
    best = torch.full((len(losses),), torch.inf, dtype=torch.float64)
    best_epoch = torch.full((len(losses),), -1)
    wait, epochs = torch.zeros(2, len(losses), dtype=torch.int64)
    running = torch.ones(len(losses), dtype=torch.bool)
    for epoch, loss in enumerate(losses.T):
        epochs += running
        better = running & (loss + min_delta < best)
        best = torch.where(better, loss, best)
        best_epoch = torch.where(better, epoch, best_epoch)
        success = better & (loss + min_delta < limit)
        wait = torch.where(success, 0, wait + 1)
        if epoch > 0:
            running &= better | (wait < patience)
    shape = curve.shape[:-1]
    return {"epochs": epochs.reshape(shape), "best_epoch": best_epoch.reshape(shape)}
