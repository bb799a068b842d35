"""Uniform draws in PyTorch: torch.nn.init.uniform_, between 0 and 1 by default."""

from torch import Generator, Tensor
from torch.nn import init


class RandomUniform:
    """U(minval, maxval)."""

    def __init__(self, minval: float = -0.05, maxval: float = 0.05) -> None:
        self.minval = minval
        self.maxval = maxval

    def __call__(self, w: Tensor, generator: Generator) -> Tensor:
        """w, filled."""
        return init.uniform_(w, self.minval, self.maxval, generator=generator)
