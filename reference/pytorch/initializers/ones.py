"""Ones in PyTorch: torch.nn.init.ones_."""

from torch import Generator, Tensor
from torch.nn import init


class Ones:
    """Ones."""

    def __call__(self, w: Tensor, generator: Generator) -> Tensor:
        """w, filled."""
        return init.ones_(w)
