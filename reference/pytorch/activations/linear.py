"""The identity in PyTorch."""

import torch


def linear(x: torch.Tensor) -> torch.Tensor:
    """x itself, as a tensor of its own."""
    return x.clone()
