"""Leaky ReLU in PyTorch, whose own slope is 0.01."""

from torch import Tensor
from torch.nn import functional


def leaky_relu(x: Tensor, negative_slope: float = 0.2) -> Tensor:
    """x where x > 0, else negative_slope · x."""
    return functional.leaky_relu(x, negative_slope)
