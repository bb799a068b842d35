"""Softmax in PyTorch, which has no axis of its own choice."""

import torch
from torch import Tensor


def softmax(x: Tensor, axis: int = -1) -> Tensor:
    """e^x, divided by its sum along `axis`."""
    return torch.softmax(x, dim=axis)
