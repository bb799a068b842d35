"""Logarithm of the softmax in PyTorch."""

import torch
from torch import Tensor


def log_softmax(x: Tensor, axis: int = -1) -> Tensor:
    """x, less the logarithm of the sum of e^x along `axis`."""
    return torch.log_softmax(x, dim=axis)
