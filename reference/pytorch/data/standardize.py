"""Standardization in PyTorch: torch.std_mean, without Bessel's correction."""

import torch
from torch import Tensor


def standardize(train: Tensor, x: Tensor) -> dict[str, Tensor]:
    """x in the deviations of `train` from its mean, and the way back."""
    deviation, mean = torch.std_mean(train, dim=0, correction=0)
    constant = (train == train[0]).all(dim=0)
    scale = torch.where(constant, torch.ones_like(deviation), deviation)
    z = (x - mean) / scale
    return {"output": z, "inverse": torch.addcmul(mean, z, scale), "offset": mean, "scale": scale}
