"""GELU in PyTorch, where the approximation is called "tanh"."""

from torch import Tensor
from torch.nn import functional


def gelu(x: Tensor, approximate: bool = False) -> Tensor:
    """x Φ(x)."""
    return functional.gelu(x, approximate="tanh" if approximate else "none")
