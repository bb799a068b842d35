"""Zeros in PyTorch: torch.nn.init.zeros_."""

from torch import Generator, Tensor
from torch.nn import init


class Zeros:
    """Zeros."""

    def __call__(self, w: Tensor, generator: Generator) -> Tensor:
        """w, filled."""
        return init.zeros_(w)
